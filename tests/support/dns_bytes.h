// DNS messages in bytes, for tests.
#ifndef IOTPF_TESTS_SUPPORT_DNS_BYTES_H_
#define IOTPF_TESTS_SUPPORT_DNS_BYTES_H_

#include "tests/support/stream_script.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::tests {

inline std::string DnsHeader(uint16_t id, bool response, uint16_t questions,
                             uint16_t answers) {
  return BigEndian(id, 2) + BigEndian(response ? 0x8180 : 0x0100, 2) +
         BigEndian(questions, 2) + BigEndian(answers, 2) + BigEndian(0, 4);
}

// Labels without compression.
inline std::string DnsName(std::string_view name) {
  std::string wire;
  while (!name.empty()) {
    const std::string_view label = name.substr(0, name.find('.'));
    wire += BigEndian(label.size(), 1);
    wire += label;
    name.remove_prefix(std::min(name.size(), label.size() + 1));
  }
  return wire + BigEndian(0, 1);
}

inline std::string DnsQuestion(std::string_view name, uint16_t type) {
  return DnsName(name) + BigEndian(type, 2) + BigEndian(1, 2);
}

// A record of class IN; `owner` in wire form.
inline std::string DnsRecord(const std::string& owner, uint16_t type,
                             uint32_t ttl_seconds, const std::string& data) {
  return owner + BigEndian(type, 2) + BigEndian(1, 2) +
         BigEndian(ttl_seconds, 4) + BigEndian(data.size(), 2) + data;
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_DNS_BYTES_H_
