// What the records of one direction are is often said by the other: the
// client's hello names the secrets, the server's hello the cipher. So a record
// that cannot be understood yet is held until the other direction has said what
// is missing, or cannot say it any more; the result does not depend on how the
// directions interleave.
//
//   bytes -> records -> IsReady? -> Handle -> messages, or what is carried
//                          \-> held, until the other direction goes on
#include "runtime/tls/tls_decryption.h"

#include "runtime/limits.h"
#include "runtime/tls/key_schedule.h"

#include <utility>

namespace iotpf::runtime {
namespace {

constexpr size_t kHeldOverhead = 96;  // bytes beside the content, about
constexpr char kCloseNotify = 0;      // RFC 8446, 6.1

}  // namespace

// ---- order

void TlsDecryption::OnBytes(Sender sender, std::string_view bytes,
                            const ByteOrigin& origin) {
  Direction& direction = At(sender);
  while (!direction.has_ended && !direction.is_stopped) {
    const auto record = direction.records.Next(bytes, true);
    if (record) {
      OnEvent(sender, {false, false, record->type, record->version,
                       record->content, origin});
    } else if (direction.records.is_broken()) {
      OnEnd(sender, false);
    } else {
      return;
    }
  }
}

void TlsDecryption::OnGap(Sender sender, uint64_t size) {
  if (size > 0) OnEnd(sender, false);
}

void TlsDecryption::OnEnd(Sender sender, bool clean) {
  if (At(sender).has_ended) return;
  At(sender).has_ended = true;
  Event end;
  end.is_end = true;
  end.is_clean = clean;
  OnEvent(sender, end);
}

void TlsDecryption::OnEvent(Sender sender, const Event& event) {
  Direction& direction = At(sender);
  if (direction.is_stopped) return;
  if (direction.held.empty() && IsReady(sender, event)) {
    Handle(sender, event);
  } else {
    Hold(sender, event);
  }
  while (ReleaseHeld(Other(sender)) || ReleaseHeld(sender)) {
  }
}

// What waits for more than the cap will not come.
void TlsDecryption::Hold(Sender sender, const Event& event) {
  Direction& direction = At(sender);
  direction.held.push_back({event, std::string(event.content)});
  direction.held_bytes += event.content.size() + kHeldOverhead;
  if (direction.held_bytes <= kMaxTlsHeldBytes) return;
  ++counters_.tls_held_overflows;
  Stop(Other(sender));
}

bool TlsDecryption::ReleaseHeld(Sender sender) {
  Direction& direction = At(sender);
  bool has_gone_on = false;
  while (!direction.held.empty()) {
    Event event = direction.held.front().event;
    event.content = direction.held.front().content;
    if (!IsReady(sender, event)) break;
    const HeldEvent taken = std::move(direction.held.front());
    direction.held.pop_front();
    direction.held_bytes -= taken.content.size() + kHeldOverhead;
    event.content = taken.content;
    Handle(sender, event);
    has_gone_on = true;
  }
  return has_gone_on;
}

void TlsDecryption::Stop(Sender sender, bool clean) {
  Direction& direction = At(sender);
  if (direction.is_stopped) return;
  direction.is_stopped = true;
  direction.held.clear();
  direction.held_bytes = 0;
  direction.handshake.Clear();
  plain_.OnEnd(sender, clean);
}

bool TlsDecryption::IsServerSettled() const {
  const size_t index = At(Sender::Client).handshakes;
  if (At(Sender::Server).is_stopped) return true;
  if (index >= handshakes_.size() || !handshakes_[index].server) return false;
  const TlsHandshake& handshake = handshakes_[index];
  // A secret may be made of all that the server has said.
  return handshake.is_server_done || !IsClassicTls(handshake.server->version) ||
         !NeedsClientKey(handshake, *context_.secrets);
}

bool TlsDecryption::IsClientSettled() const {
  if (At(Sender::Client).is_stopped) return true;
  const size_t index = At(Sender::Server).handshakes;
  if (index >= handshakes_.size()) return false;
  const TlsHandshake& handshake = handshakes_[index];
  if (!handshake.has_client_hello) return false;
  const bool is_classic =
      handshake.server && IsClassicTls(handshake.server->version);
  return !is_classic || handshake.is_client_key_settled ||
         !NeedsClientKey(handshake, *context_.secrets);
}

// Whether the server takes early data is in its first protected message.
bool TlsDecryption::IsEarlyDataSettled() const {
  const Direction& server = At(Sender::Server);
  return early_data_accepted_.has_value() || server.is_stopped ||
         server.epoch == Epoch::Application;
}

bool TlsDecryption::IsReady(Sender sender, const Event& event) {
  Direction& direction = At(sender);
  if (event.is_end) return true;
  const bool is_change = event.type == RecordType::ChangeCipherSpec;
  if (direction.epoch == Epoch::Early) return IsEarlyDataSettled();
  if (direction.epoch != Epoch::Clear) return true;
  if (direction.protection && !is_change) return true;
  if (!is_change && event.type != RecordType::ApplicationData) return true;
  TlsHandshake* const handshake = Current(sender);
  if (sender == Sender::Server) {
    if (handshake != nullptr) handshake->is_server_done = true;
    return IsClientSettled();
  }
  if (handshake != nullptr) handshake->is_client_key_settled = true;
  if (!IsServerSettled()) return false;
  const bool may_be_early = IsTls13() && handshake != nullptr &&
                            handshake->offers_early_data && !is_change;
  return !may_be_early || IsEarlyDataSettled();
}

// ---- records

void TlsDecryption::Handle(Sender sender, const Event& event) {
  if (event.is_end) return Stop(sender, event.is_clean);
  if (!IsTls13()) return HandleClassic(sender, event);
  const Epoch epoch = At(sender).epoch;
  if (event.type == RecordType::ApplicationData) {
    HandleTls13(sender, event);
  } else if (event.type == RecordType::Handshake && epoch <= Epoch::Early) {
    OnHandshake(sender, event.content);
  }
}

void TlsDecryption::HandleClassic(Sender sender, const Event& event) {
  Direction& direction = At(sender);
  const bool is_change = event.type == RecordType::ChangeCipherSpec;
  if (direction.protection) {
    const auto plain = direction.protection->Open(
        direction.sequence++, {event.type, event.version, event.content, true});
    if (!plain) {
      ++counters_.tls_undecryptable_records;
      return Stop(sender);
    }
    if (is_change) return ChangeKeys(sender);
    return OnPlain(sender, plain->type, plain->content, event.origin);
  }
  if (is_change) {
    // Behind a request for another hello it means nothing: RFC 8446, D.4.
    const TlsHandshake* const handshake = Current(sender);
    const bool is_retried = handshake != nullptr && handshake->is_retried;
    return is_retried ? void() : ChangeKeys(sender);
  }
  if (event.type == RecordType::Handshake) {
    OnHandshake(sender, event.content);
  } else if (event.type == RecordType::ApplicationData) {
    Stop(sender);
  }
}

void TlsDecryption::OnPlain(Sender sender, RecordType type,
                            std::string_view content,
                            const ByteOrigin& origin) {
  if (type == RecordType::Handshake) return OnHandshake(sender, content);
  if (type == RecordType::Alert) {
    const bool is_close = content.size() == 2 && content[1] == kCloseNotify;
    return is_close ? Stop(sender, true) : void();
  }
  const bool is_refused =
      At(sender).epoch == Epoch::Early && !early_data_accepted_.value_or(true);
  if (type != RecordType::ApplicationData || is_refused) return;
  if (!content.empty()) plain_.OnBytes(sender, content, origin);
}

// From here on the direction is protected by what its handshake agreed on.
void TlsDecryption::ChangeKeys(Sender sender) {
  TlsHandshake* const handshake = Current(sender);
  if (handshake == nullptr || !handshake->server ||
      !handshake->has_client_hello) {
    return Stop(sender);
  }
  const auto suite = FindCipherSuite(handshake->server->cipher);
  if (!suite || !IsClassicTls(handshake->server->version) ||
      handshake->server->compression != 0) {
    CountUndecrypted(*handshake);
    return Stop(sender);
  }
  if (!handshake->master) {
    handshake->master = FindMaster(*handshake, *suite, context_);
  }
  if (handshake->master->empty()) {
    CountUndecrypted(*handshake);
    return Stop(sender);
  }
  // Here the server has said all of the handshake.
  if (sender == Sender::Server && context_.secrets->needs_transcript()) {
    counters_.tls_forgotten_sessions += context_.sessions.Learn(*handshake);
  }
  Direction& direction = At(sender);
  direction.protection.emplace(
      ClassicKeys(*handshake, *suite, *handshake->master)[IndexOf(sender)]);
  direction.sequence = 0;
  if (direction.handshakes++ == 0) ++counters_.tls_decrypted_directions;
}

void TlsDecryption::CountUndecrypted(const TlsHandshake& handshake) {
  if (is_counted_ || !HasSecret(handshake, *context_.secrets)) return;
  is_counted_ = true;
  ++context_.undecrypted[{handshake.server->version, handshake.server->cipher}];
}

// ---- records of TLS 1.3

void TlsDecryption::HandleTls13(Sender sender, const Event& event) {
  Direction& direction = At(sender);
  if (direction.epoch == Epoch::Clear) StartTls13(sender);
  if (direction.is_stopped) return;
  const auto plain =
      OpenTls13(sender, {event.type, event.version, event.content, true});
  if (plain) return OnPlain(sender, plain->type, plain->content, event.origin);
  // Records of a phase whose secret is not known are passed over.
  const bool may_pass =
      !direction.protection || direction.epoch == Epoch::Early;
  if (may_pass) return;
  ++counters_.tls_undecryptable_records;
  Stop(sender);
}

void TlsDecryption::StartTls13(Sender sender) {
  const TlsHandshake& handshake = handshakes_.front();
  const auto suite = FindCipherSuite(handshake.server->cipher);
  if (!suite || !suite->bulk->is_aead()) {
    CountUndecrypted(handshake);
    return Stop(sender);
  }
  tls13_suite_ = *suite;
  if (SecretOf(sender, Epoch::Application) == nullptr &&
      SecretOf(sender, Epoch::Handshake) == nullptr &&
      SecretOf(sender, Epoch::Early) == nullptr) {
    return Stop(sender);
  }
  ++counters_.tls_decrypted_directions;
  const bool is_early = sender == Sender::Client && handshake.offers_early_data;
  SetEpoch(sender, is_early ? Epoch::Early : Epoch::Handshake);
}

void TlsDecryption::SetEpoch(Sender sender, Epoch epoch) {
  Direction& direction = At(sender);
  direction.epoch = epoch;
  direction.sequence = 0;
  direction.protection.reset();
  const std::string* const secret = SecretOf(sender, epoch);
  if (secret == nullptr) return;
  direction.secret = *secret;
  direction.protection.emplace(TrafficKeys(tls13_suite_, *secret));
}

const std::string* TlsDecryption::SecretOf(Sender sender, Epoch epoch) const {
  const bool is_client = sender == Sender::Client;
  SecretKind kind = SecretKind::ClientEarly;
  if (epoch == Epoch::Early && !is_client) return nullptr;
  if (epoch == Epoch::Handshake) {
    kind =
        is_client ? SecretKind::ClientHandshake : SecretKind::ServerHandshake;
  } else if (epoch == Epoch::Application) {
    kind = is_client ? SecretKind::ClientTraffic : SecretKind::ServerTraffic;
  }
  return context_.secrets->Find(kind, handshakes_.front().client_random);
}

// A record opens with the keys of the current phase, or begins a later one: of
// early data that was refused, or of a handshake whose secret is not known, no
// end is seen.
std::optional<PlainRecord> TlsDecryption::OpenTls13(Sender sender,
                                                    const TlsRecord& record) {
  Direction& direction = At(sender);
  if (direction.protection) {
    auto plain = direction.protection->Open(direction.sequence, record);
    if (plain) {
      ++direction.sequence;
      return plain;
    }
  }
  for (const Epoch epoch : {Epoch::Handshake, Epoch::Application}) {
    const std::string* const secret = SecretOf(sender, epoch);
    if (epoch <= direction.epoch || secret == nullptr) continue;
    RecordProtection candidate(TrafficKeys(tls13_suite_, *secret));
    auto plain = candidate.Open(0, record);
    if (!plain) continue;
    direction.epoch = epoch;
    direction.secret = *secret;
    direction.sequence = 1;
    direction.protection.emplace(std::move(candidate));
    direction.handshake.Clear();
    return plain;
  }
  return std::nullopt;
}

}  // namespace iotpf::runtime
