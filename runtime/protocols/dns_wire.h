// The parts that DNS messages are made of: what DNS and multicast DNS share.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DNS_WIRE_H_
#define IOTPF_RUNTIME_PROTOCOLS_DNS_WIRE_H_

#include <iotpf/byte_cursor.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// RFC 1035, 4.1.1.
struct DnsHeader {
  uint16_t id = 0;
  uint16_t flags = 0;
  uint16_t questions = 0;
  uint16_t answers = 0;
  uint16_t authorities = 0;
  uint16_t additionals = 0;

  bool is_response() const { return (flags & 0x8000) != 0; }
};

// Where a name stands in a message: its first label, behind pointers.
struct DnsName {
  uint32_t at;
};

// RFC 1035, 4.1.3, with the data as sent.
struct DnsResourceRecord {
  DnsName owner{};
  uint16_t type = 0;
  uint16_t record_class = 0;
  uint32_t ttl_seconds = 0;
  std::string_view data;
  uint32_t data_at = 0;  // where `data` begins in the message
};

// Each reads a part of `message` at the cursor, whose rest is the end of the
// message. False where it is malformed or cut: the cursor is then anywhere.
//
//   Cost     linear in the part: a name has at most 255 bytes and 128 pointers,
//            each of which points before the labels that hold it.
//   Source   RFC 1035, 4.1.
bool ReadDnsHeader(ByteCursor& cursor, DnsHeader& header);
bool ReadDnsName(std::string_view message, ByteCursor& cursor, DnsName& name);
bool ReadDnsQuestion(std::string_view message, ByteCursor& cursor,
                     DnsName& name, uint16_t& type);
bool ReadDnsRecord(std::string_view message, ByteCursor& cursor,
                   DnsResourceRecord& record);
// The name that the data of a record is: of a CNAME or a PTR.
bool ReadDnsNameData(std::string_view message, const DnsResourceRecord& record,
                     DnsName& name);

// Appends a name of `message` in presentation form: bytes that do not print,
// and dots and backslashes within a label, escaped; the root is empty.
//
//   Source   RFC 4343, 2.1.
void AppendDnsName(std::string_view message, DnsName name, std::string& text);
// A number that is the same for names that are the same but for ASCII case.
// Nobody outside of the process can make others share it.
uint64_t HashDnsName(std::string_view message, DnsName name);
// Whether two names of `message` are the same but for ASCII case.
bool EqualDnsNames(std::string_view message, DnsName left, DnsName right);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DNS_WIRE_H_
