// The readings of one field with names: which names, and what they found.
#ifndef IOTPF_RUNTIME_SESSION_NAMED_READINGS_H_
#define IOTPF_RUNTIME_SESSION_NAMED_READINGS_H_

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/session.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/session/name_table.h"
#include "runtime/session/slot_table.h"

namespace iotpf::runtime {

// What is known of the section that the names of a field stand in.
enum class Section : uint8_t {
  Unobserved,
  Absent,
  Whole,     // what is not found is absent
  Selected,  // some names were left out: what is not found is unobserved
  Cut        // a prefix: as Selected, and what is found may go on
};

// Maps the names of one field to the readings that want them, and collects
// their values.
//
// Names of header fields compare without ASCII case, and a reading of them may
// end in `*`: all names that begin so. Other names compare exactly.
//
//   Cost     Add: one hash lookup, one comparison for each name with `*`;
//            Clear and Write: what was found. Allocates nothing once the lists
//            have grown.
class NamedReadings {
 public:
  explicit NamedReadings(Field field);

  bool empty() const { return slots_.empty(); }

  // Registers `reading`, a row of the ruleset's readings.
  void Want(std::string_view key, uint32_t reading);

  // Forgets the values of the last session.
  void Clear();
  // Takes a value if a reading wants its name.
  void Add(std::string_view name, const iotpf_value& value,
           uint64_t& values_dropped);
  // Takes those of `count` values whose names a reading wants; `name_of` and
  // `value_of` give the name and the value of an index.
  template <class NameOf, class ValueOf>
  void AddAll(size_t count, const NameOf& name_of, const ValueOf& value_of,
              uint64_t& values_dropped);
  // Shows what was found, after all values are added, and says what is known of
  // the other names.
  void Write(Section section, SlotTable& table) const;

 private:
  struct Slot {
    uint32_t reading;
    bool is_prefix;  // its key ends in `*`
    bool is_full;    // kMaxValuesPerReading was reached
    std::vector<iotpf_value> values;
  };
  struct Prefix {
    std::string text;
    uint32_t slot;
  };

  void Append(uint32_t slot, const iotpf_value& value,
              uint64_t& values_dropped);

  Field field_;
  bool is_header_;
  std::vector<Slot> slots_;
  NameTable names_;  // to slots_
  std::vector<Prefix> prefixes_;
  std::vector<uint32_t> found_;  // slots with values
};

// Most names are not wanted, and which ones are changes from session to
// session: they are listed without a branch.
template <class NameOf, class ValueOf>
void NamedReadings::AddAll(size_t count, const NameOf& name_of,
                           const ValueOf& value_of, uint64_t& values_dropped) {
  std::array<size_t, 64> wanted;
  for (size_t first = 0; first < count; first += wanted.size()) {
    const size_t end = std::min(count, first + wanted.size());
    size_t found = 0;
    for (size_t i = first; i < end; ++i) {
      wanted[found] = i;
      found += names_.MayHave(name_of(i)) ? 1 : 0;
    }
    for (size_t i = 0; i < found; ++i) {
      Add(name_of(wanted[i]), value_of(wanted[i]), values_dropped);
    }
  }
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SESSION_NAMED_READINGS_H_
