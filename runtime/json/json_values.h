// What JSON Pointers with wildcards find in a body.
#ifndef IOTPF_RUNTIME_JSON_JSON_VALUES_H_
#define IOTPF_RUNTIME_JSON_JSON_VALUES_H_

#include <iotpf/ruleset_abi.h>
#include <iotpf/session.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "runtime/json/json_tree.h"

namespace iotpf::runtime {

// What one pointer found.
struct JsonMatches {
  Presence presence = Presence::Unobserved;
  bool open = false;                // more values may follow
  std::vector<iotpf_value> values;  // in document order, each node once
};

// What limits made a search drop.
struct JsonStatistics {
#define IOTPF_JSON_COUNTER(name, description) uint64_t name = 0;
#include "runtime/json/json_counters.def"
};

// Looks for all pointers of a ruleset in one pass over a body.
//
// A pointer is that of RFC 6901 (`~0` is `~`, `~1` is `/`, decimal indices),
// with two steps more: `*` is any one member or element, `**` any number of
// steps, zero included. The empty pointer is the whole body. A pointer that
// does not begin with `/` finds nothing.
//
//   Input    `body`: the whole content; not kept.
//   Output   one JsonMatches for each pointer, in the order given; valid until
//            the next call. Strings unescaped as UTF-8; integers in int64,
//            true, false and null; any other value as IOTPF_VALUE_OTHER. Bytes
//            that are no JSON: all absent.
//   Cost     one parse, then one step for each node of the body and each place
//            in a pointer that it can stand at; kJsonSearchSteps at most. What
//            no pointer finds costs nothing.
//   Threads  one at a time for each object.
class JsonSearch {
 public:
  explicit JsonSearch(const std::vector<std::string_view>& pointers);
  ~JsonSearch();
  JsonSearch(JsonSearch&&) noexcept;
  JsonSearch& operator=(JsonSearch&&) noexcept;

  const std::vector<JsonMatches>& Find(std::string_view body,
                                       JsonStatistics& statistics);
  // Of the last call: the numbers of the pointers that found a value, each
  // once, and what all others found.
  const std::vector<uint32_t>& found() const { return found_; }
  Presence rest() const { return rest_; }

 private:
  class Pointers;  // all pointers as one tree of steps
  class Findings;

  void SetRest(Presence presence);

  std::unique_ptr<Pointers> pointers_;
  JsonTree tree_;
  std::vector<JsonMatches> matches_;
  std::vector<uint32_t> found_;
  Presence rest_ = Presence::Unobserved;  // of the matches of no `found_`
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_JSON_VALUES_H_
