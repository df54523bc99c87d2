// Languages by products: a state of the result is a state of each operand, with
// a third kind of state for an operand that has reported: it accepts whatever
// follows, so what it does from there on need not be known. That takes automata
// of both kinds of reports, and keeps products small.
//
// A result is made so that its lists say what matches if the input ends in a
// state. SettleCertain() then finds what is certain and makes it minimal; in a
// minimal automaton a language is empty when no state reports.

#include "compiler/automata/language.h"

#include "compiler/automata/byte_classes.h"
#include "compiler/automata/settle_certain.h"

#include <iotpf/check.h>

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace iotpf::automata {
namespace {

using Built = Outcome<Dfa, DfaFailure>;

// The states of an operand that has reported.
constexpr uint32_t kAccepted = UINT32_MAX;

// The lists of a language: list 1 reports id 0.
constexpr uint32_t kReportList = 1;

void SetLanguageLists(Dfa& dfa) {
  dfa.list_begin = {0, 0, 1};
  dfa.list_ids = {0};
}

// One side of a product.
class Operand {
 public:
  // With `id`, only reports of that id count.
  explicit Operand(const Dfa& dfa, std::optional<uint32_t> id = std::nullopt)
      : dfa_(dfa), counts_(dfa.list_count()) {
    for (uint32_t list = 0; list < dfa.list_count(); ++list) {
      const auto ids = dfa.MatchList(list);
      counts_[list] =
          id ? std::binary_search(ids.begin(), ids.end(), *id) : !ids.empty();
    }
  }

  uint32_t Start() const { return Enter(dfa_.start); }
  uint32_t Next(uint32_t state, uint8_t byte) const {
    return state == kAccepted ? state : Enter(dfa_.Next(state, byte));
  }
  // If the input ends here.
  bool Accepts(uint32_t state) const {
    return state == kAccepted || counts_[dfa_.at_end[state]];
  }

 private:
  uint32_t Enter(uint32_t state) const {
    return counts_[dfa_.certain[state]] ? kAccepted : state;
  }

  const Dfa& dfa_;
  std::vector<bool> counts_;  // by match list
};

// Bytes that neither automaton tells apart.
ByteClasses CommonClasses(const Dfa& a, const Dfa& b) {
  std::vector<ByteSet> sets;
  for (const Dfa* dfa : {&a, &b}) {
    std::vector<ByteSet> own(dfa->class_count);
    for (uint32_t byte = 0; byte < kByteValues; ++byte) {
      own[dfa->classes[byte]].Add(byte);
    }
    sets.insert(sets.end(), own.begin(), own.end());
  }
  return ComputeByteClasses(sets);
}

// What the result accepts: bit 2 * a + b says it for an input that `a` and `b`
// accept or not.
enum Combination : uint8_t {
  kOnlyA = 0b0100,
  kBoth = 0b1000,
  kEither = 0b1110
};
constexpr uint8_t kNotA = 0b0011;

class Product {
 public:
  Product(const Operand& a, const Operand& b, uint8_t combination,
          const DfaOptions& options)
      : a_(a), b_(b), combination_(combination), options_(options) {}

  Built Run(const ByteClasses& classes, bool is_reversed) {
    dfa_.classes = classes.of;
    dfa_.class_count = classes.count;
    dfa_.is_reversed = is_reversed;
    SetLanguageLists(dfa_);
    const std::vector<uint8_t> bytes = classes.Representatives();
    Find(a_.Start(), b_.Start());
    for (size_t i = 0; i < pairs_.size(); ++i) {
      const auto [a, b] = pairs_[i];
      for (const uint8_t byte : bytes) {
        dfa_.next.push_back(Find(a_.Next(a, byte), b_.Next(b, byte)));
      }
      if (pairs_.size() > options_.max_states) {
        return DfaFailure::TooManyStates;
      }
      if (dfa_.next.size() > options_.max_work) return DfaFailure::TooMuchWork;
    }
    dfa_.certain.assign(pairs_.size(), 0);
    if (const auto failure = SettleCertain(dfa_, options_)) return *failure;
    return std::move(dfa_);
  }

 private:
  uint32_t Find(uint32_t a, uint32_t b) {
    const auto [row, is_new] = numbers_.try_emplace(
        uint64_t{a} << 32 | b, static_cast<uint32_t>(pairs_.size()));
    if (is_new) {
      pairs_.emplace_back(a, b);
      const int bit = (a_.Accepts(a) ? 2 : 0) + (b_.Accepts(b) ? 1 : 0);
      dfa_.at_end.push_back((combination_ >> bit & 1) != 0 ? kReportList : 0);
    }
    return row->second;
  }

  const Operand& a_;
  const Operand& b_;
  const uint8_t combination_;
  const DfaOptions& options_;
  std::unordered_map<uint64_t, uint32_t> numbers_;
  std::vector<std::pair<uint32_t, uint32_t>> pairs_;  // by state
  Dfa dfa_;
};

Built Combine(const Operand& a, const Dfa& dfa_a, const Dfa& dfa_b,
              uint8_t combination, const DfaOptions& options) {
  IOTPF_CHECK(dfa_a.is_reversed == dfa_b.is_reversed);
  const Operand b(dfa_b);
  return Product(a, b, combination, options)
      .Run(CommonClasses(dfa_a, dfa_b), dfa_a.is_reversed);
}

// Accepts nothing.
Dfa EmptyLanguage(bool is_reversed) {
  Dfa dfa;
  dfa.class_count = 1;
  dfa.next = {0};
  dfa.dead = 0;
  dfa.certain = {0};
  dfa.at_end = {0};
  dfa.list_begin = {0, 0};
  dfa.is_reversed = is_reversed;
  return dfa;
}

}  // namespace

Built LanguageOf(const Dfa& dfa, uint32_t id, const DfaOptions& options) {
  return Combine(Operand(dfa, id), dfa, EmptyLanguage(dfa.is_reversed), kEither,
                 options);
}

Built Complement(const Dfa& dfa, const DfaOptions& options) {
  return Combine(Operand(dfa), dfa, EmptyLanguage(dfa.is_reversed), kNotA,
                 options);
}

Built Intersect(const Dfa& a, const Dfa& b, const DfaOptions& options) {
  return Combine(Operand(a), a, b, kBoth, options);
}

Built Unite(const Dfa& a, const Dfa& b, const DfaOptions& options) {
  return Combine(Operand(a), a, b, kEither, options);
}

Built Difference(const Dfa& a, const Dfa& b, const DfaOptions& options) {
  return Combine(Operand(a), a, b, kOnlyA, options);
}

}  // namespace iotpf::automata
