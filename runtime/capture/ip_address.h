// Addresses as packets carry them.
#ifndef IOTPF_RUNTIME_CAPTURE_IP_ADDRESS_H_
#define IOTPF_RUNTIME_CAPTURE_IP_ADDRESS_H_

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>

namespace iotpf::runtime {

using MacAddress = std::array<uint8_t, 6>;

// An IPv4 or IPv6 address in network order. A plain value; ordered by family,
// then by its bytes.
struct IpAddress {
  uint8_t size = 0;                 // bytes in use: 4 or 16; 0 when not set
  std::array<uint8_t, 16> bytes{};  // unused ones are zero

  // From 4 or 16 bytes; any other size gives an address that is not set.
  static IpAddress From(std::string_view raw) {
    IpAddress address;
    if (raw.size() != 4 && raw.size() != 16) return address;
    address.size = static_cast<uint8_t>(raw.size());
    std::memcpy(address.bytes.data(), raw.data(), raw.size());
    return address;
  }
  // The bytes in use; lives as long as the address.
  std::string_view view() const {
    return {reinterpret_cast<const char*>(bytes.data()), size};
  }
  bool operator==(const IpAddress& other) const {
    return size == other.size && WordAt(0) == other.WordAt(0) &&
           WordAt(8) == other.WordAt(8);
  }
  std::strong_ordering operator<=>(const IpAddress& other) const {
    if (size != other.size) return size <=> other.size;
    // In words, since every packet asks: the compiler makes a loop of bytes.
    for (const size_t at : {size_t{0}, size_t{8}}) {
      const uint64_t left = WordAt(at);
      const uint64_t right = other.WordAt(at);
      if (left != right) return left <=> right;
    }
    return std::strong_ordering::equal;
  }

 private:
  // Eight bytes as a number that orders as they do.
  uint64_t WordAt(size_t at) const {
    uint64_t word;
    std::memcpy(&word, bytes.data() + at, sizeof(word));
    if constexpr (std::endian::native == std::endian::little) {
      word = __builtin_bswap64(word);
    }
    return word;
  }
};

// One end of a flow.
struct Endpoint {
  IpAddress address;
  uint16_t port = 0;
  auto operator<=>(const Endpoint&) const = default;
};

}  // namespace iotpf::runtime

// For tables whose keys the traffic does not choose at will; flows have a keyed
// hash of their own (flow_key.h).
template <>
struct std::hash<iotpf::runtime::IpAddress> {
  size_t operator()(const iotpf::runtime::IpAddress& address) const noexcept {
    return std::hash<std::string_view>{}(address.view());
  }
};

#endif  // IOTPF_RUNTIME_CAPTURE_IP_ADDRESS_H_
