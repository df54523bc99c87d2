// Datagrams have no order to restore. What a flow is shows in its first ones;
// a damaged one, or one that only keeps a port open, leaves it to the next. A
// protocol that carries datagrams for another hands them to an object of this
// kind in turn.
#include "runtime/scan/datagram_records.h"

#include "runtime/limits.h"
#include "runtime/protocols/coap_flow.h"
#include "runtime/protocols/dhcp_flow.h"
#include "runtime/protocols/dns_flow.h"
#include "runtime/protocols/identify.h"
#include "runtime/protocols/mdns.h"
#include "runtime/protocols/ssdp.h"
#include "runtime/quic/quic_flow.h"
#include "runtime/tls/dtls_flow.h"
#include "runtime/tls/handshake_reader.h"
#include "runtime/tls/record_reader.h"

#include <utility>

namespace iotpf::runtime {

namespace {

// Whether a record of DTLS is what the other side of a handshake says.
bool IsOfOther(Sender sender, std::string_view record) {
  constexpr size_t kMessage = 13;  // behind the head of the record
  if (static_cast<RecordType>(record[0]) != RecordType::Handshake) return false;
  switch (static_cast<HandshakeType>(record[kMessage])) {
    case HandshakeType::ClientHello:
      return sender == Sender::Server;
    case HandshakeType::HelloVerifyRequest:
    case HandshakeType::ServerHello:
      return sender == Sender::Client;
    default:
      return false;
  }
}

}  // namespace

// ---- datagrams in

void DatagramRecords::OnDatagram(Sender sender, std::string_view bytes,
                                 bool is_cut, const ByteOrigin& origin) {
  Identify(sender, bytes);
  if (!decoder_) return;
  decoder_->OnDatagram(is_turned_ ? Other(sender) : sender, bytes, is_cut,
                       origin);
}

void DatagramRecords::OnLost() {
  if (decoder_) return decoder_->OnLost();
  if (protocol_ == Protocol::Unknown) ++unidentified_;
}

void DatagramRecords::OnEnd(bool complete) {
  if (decoder_) decoder_->OnEnd(complete);
  if (carried_) carried_->OnEnd(complete);
}

void DatagramRecords::Identify(Sender sender, std::string_view bytes) {
  if (bytes.empty()) return;
  if (protocol_ == Protocol::Stun) return LookBehindStun(sender, bytes);
  if (protocol_ != Protocol::Unknown) return;
  if (unidentified_ >= kPayloadDatagrams) return;
  protocol_ = IdentifyUdp(bytes, ports_.client, ports_.server);
  if (protocol_ == Protocol::Unknown) {
    ++unidentified_;
    return;
  }
  decoder_ = MakeDecoder();
  if (decoder_ && unidentified_ > 0) decoder_->OnLost();
}

// Peers choose themselves who of them begins DTLS. Its keys are those of media,
// which come behind it, if at all.
void DatagramRecords::LookBehindStun(Sender sender, std::string_view bytes) {
  constexpr uint8_t kFirstOfMedia = 128;
  constexpr uint8_t kLastOfMedia = 191;
  const auto first = static_cast<uint8_t>(bytes[0]);
  has_media_ = has_media_ || (first >= kFirstOfMedia && first <= kLastOfMedia);
  if (has_media_) return;
  if (IdentifyUdp(bytes, ports_.client, ports_.server) != Protocol::Dtls) {
    return;
  }
  protocol_ = Protocol::Dtls;
  is_turned_ = IsOfOther(sender, bytes);
  decoder_ = MakeDecoder();
}

std::unique_ptr<DatagramDecoder> DatagramRecords::MakeDecoder() {
  const NeededRecords& needed = shard_.needed;
  DecodeCounters& counters = shard_.decode;
  switch (protocol_) {
    case Protocol::Dns:
      if (needed.dns) return std::make_unique<DnsFlow>(counters);
      return nullptr;
    case Protocol::Mdns:
      if (needed.mdns) return std::make_unique<MdnsFlow>(counters);
      return nullptr;
    case Protocol::Ssdp:
      if (needed.ssdp) return std::make_unique<SsdpFlow>(counters);
      return nullptr;
    case Protocol::Dhcp:
      if (needed.dhcp) return std::make_unique<DhcpFlow>(counters, ParseDhcp);
      return nullptr;
    case Protocol::Dhcpv6:
      if (needed.dhcp) return std::make_unique<DhcpFlow>(counters, ParseDhcpv6);
      return nullptr;
    case Protocol::Coap:
      if (needed.coap) return std::make_unique<CoapFlow>(counters);
      return nullptr;
    case Protocol::Dtls:
      return MakeDtls();
    case Protocol::Quic: {
      auto quic = std::make_unique<QuicFlow>(needed.tls, counters);
      if (shard_.secrets() != nullptr) quic->Decrypt(*shard_.secrets());
      return quic;
    }
    default:
      return nullptr;
  }
}

std::unique_ptr<DatagramDecoder> DatagramRecords::MakeDtls() {
  auto dtls = std::make_unique<DtlsFlow>(shard_.needed.tls, shard_.decode);
  if (shard_.secrets() != nullptr && depth_ < kMaxCarriedStreams) {
    carried_ = std::make_unique<DatagramRecords>(shard_, ports_, depth_ + 1);
    dtls->Decrypt(shard_.tls, *carried_);
  }
  return dtls;
}

// ---- records out

bool DatagramRecords::MayHoldRecord(Record record) const {
  if (!MayHold(protocol_, record)) return false;
  // What carries other datagrams holds nothing but itself.
  const bool is_told = carried_ != nullptr && carried_->is_seen_from_start() &&
                       carried_->protocol() != Protocol::Unknown;
  return !is_told || record == Record::Tls || carried_->MayHoldRecord(record);
}

std::vector<HttpExchange> DatagramRecords::TakeExchanges() {
  if (decoder_ == nullptr) return {};
  return decoder_->TakeExchanges();
}

void DatagramRecords::WriteCarrier(Session& session) const {
  if (decoder_) decoder_->WriteCarrier(session);
}

bool DatagramRecords::is_carrier_settled() const {
  return decoder_ != nullptr && decoder_->is_carrier_settled();
}

bool DatagramRecords::is_settled() const {
  if (decoder_ != nullptr) return decoder_->is_settled();
  if (protocol_ == Protocol::Stun) return has_media_;
  return protocol_ != Protocol::Unknown || unidentified_ >= kPayloadDatagrams;
}

void DatagramRecords::Release() {
  decoder_.reset();
  carried_.reset();
}

void DatagramRecords::Write(Session& session) const {
  if (decoder_) decoder_->Write(session);
  if (carried_) carried_->Write(session);
}

}  // namespace iotpf::runtime
