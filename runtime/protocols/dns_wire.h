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

// RFC 1035, 4.1.3, with the data as sent.
struct DnsResourceRecord {
  std::string owner;
  uint16_t type = 0;
  uint16_t record_class = 0;
  uint32_t ttl_seconds = 0;
  std::string_view data;
  size_t data_offset = 0;  // of `data`, in the message
};

// Each reads a part of `message` at the cursor, whose rest is the end of the
// message. False where it is malformed or cut: the cursor is then anywhere.
//
//   Output   names in presentation form: bytes that do not print, and dots and
//            backslashes within a label, escaped; the root is empty.
//   Cost     linear in the part: a name has at most 255 bytes and 128 pointers,
//            each of which points before the labels that hold it.
//   Source   RFC 1035, 4.1; RFC 4343, 2.1 (escapes).
bool ReadDnsHeader(ByteCursor& cursor, DnsHeader& header);
bool ReadDnsName(std::string_view message, ByteCursor& cursor,
                 std::string& name);
bool ReadDnsQuestion(std::string_view message, ByteCursor& cursor,
                     std::string& name, uint16_t& type);
bool ReadDnsRecord(std::string_view message, ByteCursor& cursor,
                   DnsResourceRecord& record);
// The name that the data of a record is: of a CNAME or a PTR.
bool ReadDnsNameData(std::string_view message, const DnsResourceRecord& record,
                     std::string& name);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DNS_WIRE_H_
