// A query speaks of every match, RE2 finds one: the first. What is said of all
// matches must be true of that one.

#include "tests/agreement/check_queries.h"

#include "compiler/automata/query_regex.h"
#include "compiler/automata/required_literals.h"

#include <fmt/format.h>

#include <algorithm>

namespace iotpf::tests {
namespace {

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 0x20);
  }
  return text;
}

bool IsPlainMatch(const automata::PlainText& plain, const std::string& input) {
  const std::string text = plain.nocase ? Lower(input) : input;
  if (plain.at_start && plain.at_end) return text == plain.bytes;
  if (plain.at_start) return text.starts_with(plain.bytes);
  if (plain.at_end) return text.ends_with(plain.bytes);
  return text.find(plain.bytes) != std::string::npos;
}

bool HoldsLiteral(const automata::RequiredLiterals& required,
                  const std::string& match) {
  const std::string text = required.nocase ? Lower(match) : match;
  return std::any_of(
      required.literals.begin(), required.literals.end(),
      [&](const std::string& literal) {
        if (!required.distance) return text.find(literal) != std::string::npos;
        return text.size() >= *required.distance &&
               text.substr(*required.distance).starts_with(literal);
      });
}

}  // namespace

std::optional<std::string> CheckQueries(const automata::Regex& regex,
                                        const RE2& oracle,
                                        const std::vector<std::string>& inputs,
                                        AutomataStatistics& statistics) {
  const bool is_start = IsStartAnchored(regex);
  const bool is_end = IsEndAnchored(regex);
  const automata::MatchLength length = LengthOf(regex);
  const auto plain = AsPlainText(regex);
  const auto required = FindRequiredLiterals(regex);
  if (plain) ++statistics.plain;
  if (required) ++statistics.literals;
  for (const std::string& input : inputs) {
    re2::StringPiece found;
    const bool matches =
        oracle.Match(input, 0, input.size(), RE2::UNANCHORED, &found, 1);
    if (plain && IsPlainMatch(*plain, input) != matches) {
      return fmt::format("`{}`: plain text `{}` differs", input, plain->bytes);
    }
    if (!matches) continue;
    if (is_start && found.data() != input.data()) {
      return fmt::format("`{}`: a match is not at the start", input);
    }
    if (is_end && found.data() + found.size() != input.data() + input.size()) {
      return fmt::format("`{}`: a match is not at the end", input);
    }
    if (found.size() < length.min || found.size() > length.max) {
      return fmt::format("`{}`: a match has {} bytes, not {} to {}", input,
                         found.size(), length.min, length.max);
    }
    if (required &&
        !HoldsLiteral(*required, std::string(found.data(), found.size()))) {
      return fmt::format("`{}`: a match has none of `{}`", input,
                         fmt::join(required->literals, "`, `"));
    }
  }
  return std::nullopt;
}

}  // namespace iotpf::tests
