// Regexes by RE2: linear time on any input, which hostile traffic needs.
//
// The language defines regexes on bytes: Latin-1 makes RE2 treat each byte as
// one character. The options below spell the rest of the dialect: `.` excludes
// the newline, classes such as \d and \b are there, a search is unanchored.

#include "runtime/match/regex_set.h"

#include <fmt/format.h>

#include <iotpf/check.h>

#include <utility>
#include <vector>

#include <re2/re2.h>

namespace iotpf::runtime {
namespace {

// For the program and the lazily built automaton of one regex. RE2 searches
// more slowly, with the same result, when the automaton outgrows it.
constexpr int64_t kRegexMemoryBytes = 8 << 20;

RE2::Options OptionsOf(uint32_t flags) {
  RE2::Options options(RE2::Latin1);
  options.set_posix_syntax(false);
  options.set_never_nl(false);
  options.set_dot_nl(false);
  options.set_case_sensitive((flags & IOTPF_REGEX_NOCASE) == 0);
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(kRegexMemoryBytes);
  return options;
}

}  // namespace

struct RegexSet::Regexes {
  std::vector<std::unique_ptr<const RE2>> all;
};

RegexSet::RegexSet(std::unique_ptr<Regexes> regexes)
    : regexes_(std::move(regexes)) {}
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;
RegexSet::~RegexSet() = default;

Result<RegexSet> RegexSet::Compile(RulesetView ruleset) {
  auto regexes = std::make_unique<Regexes>();
  for (const iotpf_regex& row : ruleset.regexes()) {
    const std::string_view pattern = ruleset.text(row.pattern);
    auto regex = std::make_unique<const RE2>(
        re2::StringPiece(pattern.data(), pattern.size()), OptionsOf(row.flags));
    if (!regex->ok()) {
      return Error{
          fmt::format("cannot search for /{}/: {}", pattern, regex->error())};
    }
    regexes->all.push_back(std::move(regex));
  }
  return RegexSet(std::move(regexes));
}

bool RegexSet::Search(uint32_t regex, std::string_view bytes) const {
  IOTPF_CHECK(regex < regexes_->all.size());
  return RE2::PartialMatch(re2::StringPiece(bytes.data(), bytes.size()),
                           *regexes_->all[regex]);
}

iotpf_host RegexSet::host() const {
  iotpf_host host{};
  host.size = sizeof(host);
  host.context = regexes_.get();
  host.search = [](void* context, uint32_t regex, const uint8_t* data,
                   uint64_t size) -> uint32_t {
    const auto* regexes = static_cast<const Regexes*>(context);
    const re2::StringPiece bytes(reinterpret_cast<const char*>(data), size);
    return RE2::PartialMatch(bytes, *regexes->all[regex]) ? 1 : 0;
  };
  return host;
}

}  // namespace iotpf::runtime
