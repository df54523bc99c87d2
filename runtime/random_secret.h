// Secrets of hashes whose keys come from traffic.
#ifndef IOTPF_RUNTIME_RANDOM_SECRET_H_
#define IOTPF_RUNTIME_RANDOM_SECRET_H_

#include <unistd.h>

#include <type_traits>

#include <iotpf/check.h>

namespace iotpf::runtime {

// A value that nobody can foresee, of random bytes. Not std::random_device:
// its constructor asks what the CPU can do, which takes 12 us on a virtual
// machine, and a scan needs a secret for each shard.
//
//   Source  getentropy(3), which gives 256 bytes at most
template <class Value>
Value RandomSecret() {
  static_assert(std::is_trivially_copyable_v<Value> && sizeof(Value) <= 256);
  Value secret;
  IOTPF_CHECK(getentropy(&secret, sizeof(secret)) == 0);
  return secret;
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_RANDOM_SECRET_H_
