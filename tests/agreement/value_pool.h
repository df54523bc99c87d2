// The few values that rules and sessions of one case share.
#ifndef IOTPF_TESTS_AGREEMENT_VALUE_POOL_H_
#define IOTPF_TESTS_AGREEMENT_VALUE_POOL_H_

#include "tests/agreement/random.h"

#include <iotpf/field.h>

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::tests {

// Values drawn blindly never meet, so rules take their constants from here and
// sessions their values, as they are or changed a little.
struct ValuePool {
  explicit ValuePool(Random& random);

  std::vector<Field> fields;  // that most rules of the case read
  std::vector<std::string> texts;
  std::vector<std::string> hosts;      // without a dot at an end
  std::vector<std::string> addresses;  // 4 or 16 bytes
  std::vector<std::string> macs;       // 6 bytes
  std::vector<int64_t> numbers;        // not negative
  std::vector<std::string> names;      // of headers
  std::vector<std::string> keys;       // of queries, cookies, forms, JSON

  // A value for a session, often near to one of the pool.
  std::string TextNear(Random& random) const;
  std::string HostNear(Random& random) const;
  std::string AddressNear(const std::vector<std::string>& from,
                          Random& random) const;
  int64_t NumberNear(Random& random) const;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_VALUE_POOL_H_
