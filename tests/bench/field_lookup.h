// Which rows of a rule table read which values of a session: the walk that all
// engines but ours share.
#ifndef IOTPF_TESTS_BENCH_FIELD_LOOKUP_H_
#define IOTPF_TESTS_BENCH_FIELD_LOOKUP_H_

#include "tests/bench/decoded_corpus.h"
#include "tests/bench/rule_table.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// Header names of one direction to numbers: open addressing, half full at most,
// one multiplication a name.
class HeaderIndex {
 public:
  static constexpr uint32_t kNone = ~0u;

  HeaderIndex() : slots_(16, kNone) {}

  // Gives `name` a number where it has none.
  uint32_t Insert(std::string_view name, uint32_t number);

  // The number of `name`, or kNone.
  uint32_t Find(std::string_view name) const {
    for (size_t at = Hash(name);; ++at) {
      const uint32_t entry = slots_[at & (slots_.size() - 1)];
      if (entry == kNone) return kNone;
      if (entries_[entry].name == name) return entries_[entry].number;
    }
  }

 private:
  struct Entry {
    std::string name;
    uint32_t number;
  };

  // The first and the last eight bytes, which may be the same ones.
  static size_t Hash(std::string_view name) {
    uint64_t first = 0;
    uint64_t last = 0;
    if (name.size() >= 8) {
      std::memcpy(&first, name.data(), 8);
      std::memcpy(&last, name.data() + name.size() - 8, 8);
    } else {
      for (const char c : name) first = first << 8 | static_cast<uint8_t>(c);
    }
    const uint64_t mixed =
        (first ^ std::rotl(last, 23) ^ name.size()) * 0x9E3779B97F4A7C15u;
    return mixed >> 32;
  }

  void Grow();

  std::vector<Entry> entries_;
  std::vector<uint32_t> slots_;  // indices into `entries_`
};

// The fields of a rule table, each with its rows.
class FieldLookup {
 public:
  struct Field {
    std::vector<uint32_t> rows;
  };

  explicit FieldLookup(std::span<const Rule> rules);

  std::span<const Field> fields() const { return fields_; }

  // Calls `visit(field, value)` for each value that some row reads.
  //
  //   Requires  header names of the session are in lower case.
  template <class Visit>
  void EachValue(const DecodedSession& session, Visit&& visit) const {
    if (host_ != kNone && !session.host.empty()) visit(host_, session.host);
    if (target_ != kNone && !session.target.empty()) {
      visit(target_, session.target);
    }
    for (const DecodedHeader& header : session.request_headers) {
      const uint32_t field = request_headers_.Find(header.name);
      if (field != kNone) visit(field, header.value);
    }
    for (const DecodedHeader& header : session.response_headers) {
      const uint32_t field = response_headers_.Find(header.name);
      if (field != kNone) visit(field, header.value);
    }
    if (body_ != kNone && !session.body.empty()) visit(body_, session.body);
  }

 private:
  static constexpr uint32_t kNone = HeaderIndex::kNone;

  uint32_t FieldOf(const Rule& rule);

  std::vector<Field> fields_;
  uint32_t host_ = kNone;  // indices into `fields_`
  uint32_t target_ = kNone;
  uint32_t body_ = kNone;
  HeaderIndex request_headers_;
  HeaderIndex response_headers_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_FIELD_LOOKUP_H_
