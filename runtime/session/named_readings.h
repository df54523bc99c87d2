// The readings of one field with names: which names, and what they found.
#ifndef IOTPF_RUNTIME_SESSION_NAMED_READINGS_H_
#define IOTPF_RUNTIME_SESSION_NAMED_READINGS_H_

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/session.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
//            allocates nothing once the lists have grown.
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
  // Writes the slots, by number of the reading, after all values are added.
  void Write(Section section, iotpf_slot* slots) const;

 private:
  struct Slot {
    uint32_t reading;
    bool is_prefix;  // its key ends in `*`
    bool is_full;    // kMaxValuesPerReading was reached
    std::vector<iotpf_value> values;
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  struct Prefix {
    std::string text;
    uint32_t slot;
  };

  std::string_view Fold(std::string_view name);
  void Append(uint32_t slot, const iotpf_value& value,
              uint64_t& values_dropped);

  bool is_header_;
  std::vector<Slot> slots_;
  std::unordered_map<std::string, std::vector<uint32_t>, Hash, std::equal_to<>>
      names_;  // to slots_
  std::vector<Prefix> prefixes_;
  std::string folded_;  // the name in lower case, for the lookup
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SESSION_NAMED_READINGS_H_
