// Brute force: an operation on two languages is one on two answers, for every
// input. A witness must be accepted, and nothing shorter may be: all shorter
// inputs are counted through by their states, not by the automaton's own
// search.

#include "tests/agreement/check_languages.h"

#include "compiler/automata/language.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace iotpf::tests {
namespace {

using automata::Dfa;

// What random patterns tell apart.
constexpr std::string_view kBytes = "abcAkK1_-\n\xe5";

bool Accepts(const Dfa& dfa, std::string_view input) {
  return !automata::Run(dfa, input).empty();
}

std::vector<std::string> ShortInputs() {
  std::vector<std::string> inputs = {""};
  for (size_t i = 0; i < inputs.size() && inputs[i].size() < 3; ++i) {
    for (const char byte : kBytes) inputs.push_back(inputs[i] + byte);
  }
  return inputs;
}

bool IsReported(const Dfa& dfa, uint32_t state) {
  return dfa.certain[state] != 0 || dfa.at_end[state] != 0;
}

// The length of a shortest input that is accepted, or nullopt.
std::optional<size_t> ShortestLength(const Dfa& dfa) {
  std::set<uint32_t> seen = {dfa.start};
  std::set<uint32_t> layer = seen;
  for (size_t length = 0; !layer.empty(); ++length) {
    std::set<uint32_t> next;
    for (const uint32_t state : layer) {
      if (IsReported(dfa, state)) return length;
      for (uint32_t byte = 0; byte < 256; ++byte) {
        const uint32_t to = dfa.Next(state, static_cast<uint8_t>(byte));
        if (seen.insert(to).second) next.insert(to);
      }
    }
    layer = std::move(next);
  }
  return std::nullopt;
}

std::optional<std::string> CheckWitness(const Dfa& dfa) {
  const auto witness = automata::FindWitness(dfa);
  const auto shortest = ShortestLength(dfa);
  if (automata::IsEmpty(dfa) != !shortest || !witness != !shortest) {
    return "emptiness differs";
  }
  if (!witness) return std::nullopt;
  if (witness->size() != *shortest) return "a witness is not the shortest";
  if (!Accepts(dfa, *witness)) return "a witness is not accepted";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> CheckLanguages(
    const Dfa& a, const Dfa& b, const std::vector<std::string>& inputs) {
  static const std::vector<std::string> kShort = ShortInputs();
  const automata::DfaOptions options{.max_states = 5000, .max_work = 2'000'000};
  struct Operation {
    const char* name;
    automata::Outcome<Dfa, automata::DfaFailure> result;
    bool (*expected)(bool in_a, bool in_b);
  };
  const Operation operations[] = {
      {"Complement", Complement(a, options), [](bool x, bool) { return !x; }},
      {"Intersect", Intersect(a, b, options),
       [](bool x, bool y) { return x && y; }},
      {"Unite", Unite(a, b, options), [](bool x, bool y) { return x || y; }},
      {"Difference", Difference(a, b, options),
       [](bool x, bool y) { return x && !y; }},
      {"LanguageOf", LanguageOf(a, 0, options), [](bool x, bool) { return x; }},
  };
  for (const Operation& operation : operations) {
    if (!operation.result) continue;
    if (const auto failure = CheckWitness(*operation.result)) {
      return fmt::format("{}: {}", operation.name, *failure);
    }
    for (const auto* some : {&inputs, &kShort}) {
      for (const std::string& input : *some) {
        const bool expected =
            operation.expected(Accepts(a, input), Accepts(b, input));
        if (Accepts(*operation.result, input) == expected) continue;
        return fmt::format("{} differs on `{}`", operation.name, input);
      }
    }
  }
  return std::nullopt;
}

}  // namespace iotpf::tests
