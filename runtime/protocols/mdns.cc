// Multicast DNS: the services that are asked for and announced.
//
// A browser asks for PTR records of a type of service, a device announces PTR,
// SRV and TXT records of its instances. All these names end with the type, so
// one question to each name finds it, whoever sent it and in whatever section:
// known answers and probes (RFC 6762, 7.1 and 8.2) name what is there too.
//
//   Lamp._hap._tcp.local
//        ---------------  from the label before the last _tcp or _udp

#include "runtime/protocols/mdns.h"

#include "runtime/protocols/ascii.h"
#include "runtime/protocols/dns_wire.h"

namespace iotpf::runtime {
namespace {

constexpr uint16_t kTypePtr = 12;  // RFC 1035, 3.2.2
// RFC 6763, 9.
constexpr std::string_view kAllServices = "_services._dns-sd._udp.";

bool StartsIgnoringCase(std::string_view text, std::string_view prefix) {
  return EqualsIgnoringCase(text.substr(0, prefix.size()), prefix);
}

// Where the label behind the one at `start` begins; npos where there is none.
size_t NextLabel(std::string_view name, size_t start) {
  for (size_t i = start; i < name.size(); ++i) {
    if (name[i] == '\\') {
      ++i;  // an escaped dot ends no label
    } else if (name[i] == '.') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::string_view ServiceTypeOf(std::string_view name) {
  if (StartsIgnoringCase(name, kAllServices)) return name;
  std::string_view found;
  size_t before = 0;
  for (size_t label = NextLabel(name, 0); label != std::string_view::npos;
       label = NextLabel(name, label)) {
    const std::string_view rest = name.substr(label);
    const bool is_transport =
        StartsIgnoringCase(rest, "_tcp.") || StartsIgnoringCase(rest, "_udp.");
    if (is_transport && name[before] == '_') found = name.substr(before);
    before = label;
  }
  return found;
}

void MdnsFlow::OnDatagram(Sender, std::string_view bytes, bool is_cut,
                          const ByteOrigin&) {
  const bool is_whole = Read(bytes) && !is_cut;
  if (is_whole) return;
  is_open_ = true;
  if (!is_cut) ++counters_.mdns_malformed_messages;
}

void MdnsFlow::OnEnd(bool complete) {
  if (!complete) is_open_ = true;
}

// False where the message ends or breaks before all that it counts was read.
bool MdnsFlow::Read(std::string_view message) {
  ByteCursor cursor(message);
  DnsHeader header;
  if (!ReadDnsHeader(cursor, header)) return false;
  has_message_ = true;
  DnsName name{};
  uint16_t type = 0;
  for (uint16_t i = 0; i < header.questions; ++i) {
    if (!ReadDnsQuestion(message, cursor, name, type)) return false;
    AddName(message, name);
  }
  const uint32_t records =
      uint32_t{header.answers} + header.authorities + header.additionals;
  DnsResourceRecord record;
  for (uint32_t i = 0; i < records; ++i) {
    if (!ReadDnsRecord(message, cursor, record)) return false;
    AddName(message, record.owner);
    if (record.type != kTypePtr) continue;
    if (!ReadDnsNameData(message, record, name)) return false;
    AddName(message, name);
  }
  return true;
}

void MdnsFlow::AddName(std::string_view message, DnsName name) {
  name_.clear();
  AppendDnsName(message, name, name_);
  const std::string_view service = ServiceTypeOf(name_);
  if (!service.empty()) services_.Add(service);
}

void MdnsFlow::Write(Session& session) const {
  if (!has_message_) return;
  session.SetPresent(Record::Mdns);
  services_.Write(Field::MdnsService, !is_open_, session);
}

}  // namespace iotpf::runtime
