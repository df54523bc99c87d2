// The values of a field that many messages of a flow show.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DISTINCT_VALUES_H_
#define IOTPF_RUNTIME_PROTOCOLS_DISTINCT_VALUES_H_

#include <iotpf/session.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Each value once, in the order in which they first came, up to a cap; so that
// what is sent again and again costs nothing and changes nothing.
class DistinctValues {
 public:
  // A value above the cap is added to `dropped`, a decode counter.
  DistinctValues(size_t capacity, uint64_t& dropped)
      : capacity_(capacity), dropped_(dropped) {}

  void Add(std::string_view value);
  bool Has(std::string_view value) const;
  const std::vector<std::string>& values() const { return values_; }
  // The cap left a value out.
  bool has_dropped() const { return has_dropped_; }

  // Writes the field. `complete`: the flow shows no other value, so that no
  // value makes the field absent.
  //   Requires  this object stays where it is for as long as `session` is read.
  void Write(Field field, bool complete, Session& session) const;

 private:
  size_t capacity_;
  uint64_t& dropped_;
  std::vector<std::string> values_;
  bool has_dropped_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DISTINCT_VALUES_H_
