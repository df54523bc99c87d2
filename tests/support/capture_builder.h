// Captures of whole conversations, for tests of scans.
#ifndef IOTPF_TESTS_SUPPORT_CAPTURE_BUILDER_H_
#define IOTPF_TESTS_SUPPORT_CAPTURE_BUILDER_H_

#include "tests/support/packet_builder.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// Two ports of kClient4 and kServer4, and for TCP what each sends next.
struct Talk {
  uint16_t client_port = 40000;
  uint16_t server_port = 80;
  uint32_t client_next = 1000;
  uint32_t server_next = 5000;
};

// Writes packets one after the other, a microsecond apart.
class CaptureBuilder {
 public:
  // Streams are cut into segments of `segment_bytes`.
  explicit CaptureBuilder(size_t segment_bytes = 1400)
      : segment_bytes_(segment_bytes) {}

  void Open(Talk& talk);  // the three packets of a handshake
  void FromClient(Talk& talk, std::string_view bytes);
  void FromServer(Talk& talk, std::string_view bytes);
  void Close(Talk& talk);  // FIN of both

  void Datagram(const Talk& talk, bool from_client, std::string_view payload);

  void Wait(uint32_t seconds) { seconds_ += seconds; }
  std::string Pcap() const { return tests::Pcap({}, records_); }
  // With a block of secrets in front of the packets.
  std::string Pcapng(std::string_view key_log) const;

 private:
  void Segment(Talk& talk, bool from_client, uint8_t flags,
               std::string_view payload);
  void Send(bool from_client, uint8_t protocol, std::string_view transport);

  size_t segment_bytes_;
  uint32_t seconds_ = 1'700'000'000;
  std::vector<PcapRecord> records_;
};

// A TLS record with a client hello that asks for `sni`; empty: for none.
std::string ClientHello(std::string_view sni);

// A DNS query for the address of `name`; with `address` of 4 bytes, the
// response that gives it.
std::string DnsQuery(std::string_view name);
std::string DnsResponse(std::string_view name, std::string_view address,
                        uint32_t ttl_seconds);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_CAPTURE_BUILDER_H_
