// The client hello of a TLS connection.
//
// Records and handshake messages are cut independently: a record of one byte
// is legal, and a hello may span several. So the contents of the records are
// put together first, and the hello is parsed once, when it is whole. A part
// of a hello is never shown: what is missing from it could be any extension.

#include "runtime/protocols/tls_hello.h"

#include "runtime/limits.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

namespace iotpf::runtime {
namespace {

constexpr size_t kRecordHeaderBytes = 5;     // RFC 8446, 5.1
constexpr size_t kHandshakeHeaderBytes = 4;  // RFC 8446, 4
constexpr size_t kMaxRecordBytes = 1 << 14;  // RFC 8446, 5.1
constexpr char kHandshakeRecord = 22;
constexpr uint8_t kClientHello = 1;

// Numbers of extensions. Source: IANA, TLS ExtensionType Values.
constexpr uint16_t kServerName = 0;
constexpr uint16_t kAlpn = 16;
constexpr uint16_t kSupportedVersions = 43;

// A name that no host can have is no server name. A dot at its end is not sent
// (RFC 6066, 3), and dropped where it is.
bool ReadServerName(ByteCursor extension, TlsHello& hello) {
  ByteCursor names(extension.TakeBehindU16());
  while (names.ok() && !names.empty()) {
    const uint8_t type = names.U8();
    std::string_view name = names.TakeBehindU16();
    if (type != 0 || hello.sni) continue;
    const bool printable = std::all_of(
        name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.empty() || !printable) return false;
    hello.sni = name;
  }
  return extension.ok() && names.ok();
}

bool ReadAlpn(ByteCursor extension, TlsHello& hello) {
  ByteCursor names(extension.TakeBehindU16());
  while (names.ok() && !names.empty()) {
    const std::string_view name = names.TakeBehindU8();
    if (!name.empty()) hello.alpn.emplace_back(name);
  }
  return extension.ok() && names.ok();
}

// Only 0x03xx is a version: GREASE (0x?a?a) and drafts are passed over.
bool ReadSupportedVersions(ByteCursor extension, TlsHello& hello) {
  ByteCursor versions(extension.TakeBehindU8());
  uint16_t highest = 0;
  while (versions.ok() && !versions.empty()) {
    const uint16_t version = versions.U16();
    if (version >> 8 == 3) highest = std::max(highest, version);
  }
  if (highest != 0) hello.version = highest;
  return extension.ok() && versions.ok();
}

bool ReadExtension(uint16_t type, std::string_view content, TlsHello& hello) {
  const ByteCursor extension(content);
  if (type == kServerName) return ReadServerName(extension, hello);
  if (type == kAlpn) return ReadAlpn(extension, hello);
  if (type == kSupportedVersions)
    return ReadSupportedVersions(extension, hello);
  return true;
}

}  // namespace

std::optional<TlsHello> ParseTlsHello(std::string_view body) {
  TlsHello hello;
  ByteCursor cursor(body);
  hello.version = cursor.U16();
  cursor.Skip(32);         // random
  cursor.TakeBehindU8();   // session id
  cursor.TakeBehindU16();  // cipher suites
  cursor.TakeBehindU8();   // compression methods
  if (!cursor.ok()) return std::nullopt;
  if (cursor.empty()) return hello;  // before extensions: RFC 5246, 7.4.1.2
  ByteCursor extensions(cursor.TakeBehindU16());
  if (!cursor.ok() || !cursor.empty()) return std::nullopt;
  while (!extensions.empty()) {
    const uint16_t type = extensions.U16();
    const std::string_view content = extensions.TakeBehindU16();
    if (!extensions.ok() || !ReadExtension(type, content, hello)) {
      return std::nullopt;
    }
  }
  if (!extensions.ok()) return std::nullopt;
  return hello;
}

void TlsHelloDecoder::OnBytes(Sender sender, std::string_view bytes,
                              const ByteOrigin&) {
  if (sender != Sender::Client) return;
  while (!done_ && !bytes.empty()) {
    if (record_remaining_ == 0) {
      const size_t missing = kRecordHeaderBytes - record_header_.size();
      const size_t taken = std::min(missing, bytes.size());
      record_header_ += bytes.substr(0, taken);
      bytes.remove_prefix(taken);
      ReadRecordHeader();
      continue;
    }
    const size_t taken = std::min(record_remaining_, bytes.size());
    handshake_ += bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    record_remaining_ -= taken;
    ReadHandshake();
  }
}

void TlsHelloDecoder::OnGap(Sender sender, uint64_t size) {
  if (sender == Sender::Client && size > 0) Finish();
}

void TlsHelloDecoder::OnEnd(Sender sender, bool) {
  if (sender == Sender::Client) Finish();
}

void TlsHelloDecoder::ReadRecordHeader() {
  // An alert, or the middle of a connection: no hello that could be malformed.
  if (record_header_[0] != kHandshakeRecord) return Finish();
  if (record_header_.size() < kRecordHeaderBytes) return;
  ByteCursor cursor(record_header_);
  cursor.Skip(1);
  const uint8_t major = cursor.U8();
  cursor.Skip(1);
  record_remaining_ = cursor.U16();
  record_header_.clear();
  // RFC 8446, 5.1: a handshake record is never empty.
  const bool valid = major == 3 && record_remaining_ > 0 &&
                     record_remaining_ <= kMaxRecordBytes;
  if (!valid) Malformed();
}

void TlsHelloDecoder::ReadHandshake() {
  if (handshake_[0] != kClientHello) return Finish();
  if (handshake_.size() < kHandshakeHeaderBytes) return;
  ByteCursor cursor(handshake_);
  cursor.Skip(1);
  const uint32_t size = cursor.U24();
  if (size > kMaxTlsHelloBytes) {
    ++counters_.tls_oversized_hellos;
    return Finish();
  }
  if (cursor.remaining() < size) return;
  hello_ = ParseTlsHello(cursor.Take(size));
  if (!hello_) return Malformed();
  Finish();
}

void TlsHelloDecoder::Malformed() {
  ++counters_.tls_malformed_hellos;
  Finish();
}

void TlsHelloDecoder::Finish() {
  done_ = true;
  record_header_ = {};
  handshake_ = {};
}

void TlsHelloDecoder::Write(Session& session) const {
  WriteTlsFields(hello(), session);
}

void WriteTlsFields(const TlsHello* hello, Session& session) {
  if (hello == nullptr) return;
  session.SetPresent(Record::Tls);
  if (hello->sni) session.AddBytes(Field::TlsSni, *hello->sni);
  for (const std::string& name : hello->alpn) {
    session.AddBytes(Field::TlsAlpn, name);
  }
  session.AddNumber(Field::TlsVersion, hello->version);
  session.CloseFields(Record::Tls, Stage::Hello);
}

}  // namespace iotpf::runtime
