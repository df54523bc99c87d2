// NameTable: names to small numbers, by one lookup.
#ifndef IOTPF_RUNTIME_SESSION_NAME_TABLE_H_
#define IOTPF_RUNTIME_SESSION_NAME_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// The names that the rules ask for in one place, such as a header section.
//
//   Cost     Find: most names that no rule asks for end at one bit; others cost
//            a hash of at most 16 bytes and one comparison. Allocates nothing.
//   Threads  Find from any number at once.
class NameTable {
 public:
  static constexpr uint32_t kNotFound = 0xFFFFFFFF;

  // `ignores_case`: ASCII letters compare without case.
  explicit NameTable(bool ignores_case) : ignores_case_(ignores_case) {}

  // Gives `name` a number. Returns the one that it has where it is known.
  uint32_t Add(std::string_view name, uint32_t number);

  // The number of `name`, or kNotFound.
  uint32_t Find(std::string_view name) const {
    return MayHave(name) ? Look(name) : kNotFound;
  }

  // False for most names that the table does not have.
  bool MayHave(std::string_view name) const {
    if (name.empty()) return (sketches_[0] & 1) != 0;
    const uint32_t bits = sketches_[SketchOf(name)];
    return (bits >> (static_cast<uint32_t>(name.back()) & 31) & 1) != 0;
  }
  // MayHave() is true of all names from now on.
  void AcceptAll() { std::ranges::fill(sketches_, ~uint32_t{0}); }

 private:
  // The first and the last eight bytes, as they compare; of a name of up to
  // eight bytes, all of them and zero. Up to sixteen bytes they are the name.
  struct Ends {
    uint64_t first;
    uint64_t last;
    bool operator==(const Ends&) const = default;
  };
  struct Entry {
    Ends ends{};
    uint64_t hash = 0;
    uint32_t size = 0;
    uint32_t number = kNotFound;  // kNotFound: no entry
    uint32_t name = 0;            // index into names_
  };

  static constexpr size_t kFirstEntries = 16;
  static constexpr size_t kSketches = size_t{1} << 11;

  // The word for names of such a size, modulo 64, that begin so; the last byte
  // is a bit of it. Bytes count modulo 32: letters of either case are one.
  static uint32_t SketchOf(std::string_view name) {
    return (static_cast<uint32_t>(name.size()) & 63) << 5 |
           (static_cast<uint32_t>(name.front()) & 31);
  }

  uint32_t Look(std::string_view name) const;
  Ends EndsOf(std::string_view name) const;
  uint64_t Hash(std::string_view name, const Ends& ends) const;
  bool IsSame(std::string_view name, const std::string& known) const;
  void Grow();
  void Insert(const Entry& entry);

  bool ignores_case_;
  std::vector<uint32_t> sketches_ = std::vector<uint32_t>(kSketches);
  // A power of two of them, mostly empty.
  std::vector<Entry> entries_ = std::vector<Entry>(kFirstEntries);
  std::vector<std::string> names_;  // in lower case where case is ignored
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SESSION_NAME_TABLE_H_
