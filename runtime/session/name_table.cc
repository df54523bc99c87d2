// An open table that is never more than a quarter full.
//
// The table holds names of rules alone, so traffic cannot make its chains
// longer. In front of it stands a bit for each size, first and last byte that a
// name has: most names of a session go no further. The first eight and the last
// eight bytes are kept with an entry, and are all of most names. Lower case is
// made of eight bytes at once:
//
//   a byte is a capital letter when adding 0x3F carries into its upper bit
//   ('A' and above) and adding 0x25 does not (above 'Z'), and it is ASCII

#include "runtime/session/name_table.h"

#include <bit>
#include <cstring>
#include <utility>

#include "runtime/protocols/ascii.h"

namespace iotpf::runtime {
namespace {

constexpr size_t kEntriesPerName = 4;

constexpr uint64_t Repeat(uint8_t byte) {
  return 0x0101010101010101u * uint64_t{byte};
}

uint64_t ToLower8(uint64_t bytes) {
  const uint64_t low = bytes & Repeat(0x7F);
  const uint64_t is_capital = (low + Repeat(0x80 - 'A')) &
                              ~(low + Repeat(0x7F - 'Z')) & ~bytes &
                              Repeat(0x80);
  return bytes | is_capital >> 2;
}

template <class Word>
uint64_t Load(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// Up to eight bytes, by loads that stay inside of them.
uint64_t LoadShort(const char* bytes, size_t size) {
  if (size >= 4) {
    return Load<uint32_t>(bytes) | Load<uint32_t>(bytes + size - 4) << 32;
  }
  if (size >= 2) {
    return Load<uint16_t>(bytes) | Load<uint16_t>(bytes + size - 2) << 32;
  }
  return size == 1 ? Load<uint8_t>(bytes) : 0;
}

uint64_t Mix(uint64_t a, uint64_t b) {
  const uint64_t mixed = (a ^ std::rotl(b, 23) ^ b) * 0xF1357AEA2E62A9C5u;
  return mixed ^ mixed >> 32;
}

}  // namespace

NameTable::Ends NameTable::EndsOf(std::string_view name) const {
  const size_t size = name.size();
  Ends ends{
      size >= 8 ? Load<uint64_t>(name.data()) : LoadShort(name.data(), size),
      size > 8 ? Load<uint64_t>(name.data() + size - 8) : 0};
  if (ignores_case_) ends = {ToLower8(ends.first), ToLower8(ends.last)};
  return ends;
}

uint64_t NameTable::Hash(std::string_view name, const Ends& ends) const {
  uint64_t hash = Mix(ends.first + name.size(), ends.last);
  for (size_t at = 8; at + 8 < name.size(); at += 8) {
    const uint64_t word = Load<uint64_t>(name.data() + at);
    hash = Mix(hash, ignores_case_ ? ToLower8(word) : word);
  }
  return hash;
}

// Of names of one size, more than eight bytes, with the same ends.
bool NameTable::IsSame(std::string_view name, const std::string& known) const {
  if (!ignores_case_) return name == known;
  for (size_t at = 8; at + 8 < name.size(); at += 8) {
    if (ToLower8(Load<uint64_t>(name.data() + at)) !=
        Load<uint64_t>(known.data() + at)) {
      return false;
    }
  }
  return true;
}

void NameTable::Insert(const Entry& entry) {
  size_t at = entry.hash & (entries_.size() - 1);
  while (entries_[at].number != kNotFound)
    at = (at + 1) & (entries_.size() - 1);
  entries_[at] = entry;
}

void NameTable::Grow() {
  std::vector<Entry> old = std::move(entries_);
  entries_.assign(2 * old.size(), Entry());
  for (const Entry& entry : old) {
    if (entry.number != kNotFound) Insert(entry);
  }
}

uint32_t NameTable::Add(std::string_view name, uint32_t number) {
  const uint32_t known = Find(name);
  if (known != kNotFound) return known;
  if ((names_.size() + 1) * kEntriesPerName > entries_.size()) Grow();
  const Ends ends = EndsOf(name);
  Insert({ends, Hash(name, ends), static_cast<uint32_t>(name.size()), number,
          static_cast<uint32_t>(names_.size())});
  if (name.empty()) {
    sketches_[0] |= 1;
  } else {
    sketches_[SketchOf(name)] |= uint32_t{1}
                                 << (static_cast<uint32_t>(name.back()) & 31);
  }
  std::string& kept = names_.emplace_back(name);
  if (ignores_case_) {
    for (char& c : kept) c = ToLowerAscii(c);
  }
  return number;
}

uint32_t NameTable::Look(std::string_view name) const {
  const Ends ends = EndsOf(name);
  size_t at = Hash(name, ends) & (entries_.size() - 1);
  while (entries_[at].number != kNotFound) {
    const Entry& entry = entries_[at];
    if (entry.ends == ends && entry.size == name.size() &&
        (name.size() <= sizeof ends || IsSame(name, names_[entry.name]))) {
      return entry.number;
    }
    at = (at + 1) & (entries_.size() - 1);
  }
  return kNotFound;
}

}  // namespace iotpf::runtime
