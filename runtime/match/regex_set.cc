// Regexes by RE2: linear time on any input, which hostile traffic needs.
//
// The language defines regexes on bytes: Latin-1 makes RE2 treat each byte as
// one character. The options below spell the rest of the dialect: `.` excludes
// the newline, classes such as \d and \b are there, a search is unanchored.
//
// Native code asks for few of its regexes, and RE2 needs some 20 us to compile
// one: that waits until somebody asks.

#include "runtime/match/regex_set.h"

#include <fmt/format.h>

#include <iotpf/check.h>

#include <atomic>
#include <mutex>
#include <string>
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

// One regex, compiled by whoever searches for it first.
class Regex {
 public:
  void Set(std::string_view pattern, uint32_t flags) {
    pattern_ = pattern;
    flags_ = flags;
  }

  // Null where RE2 refuses the pattern.
  const RE2* Compiled() {
    std::call_once(once_, [this] {
      re2_ = std::make_unique<const RE2>(pattern_, OptionsOf(flags_));
    });
    return re2_->ok() ? re2_.get() : nullptr;
  }

  // Requires  Compiled() was called.
  Error Fault() const {
    return Error{
        fmt::format("cannot search for /{}/: {}", pattern_, re2_->error())};
  }

 private:
  std::string pattern_;
  uint32_t flags_ = 0;
  std::once_flag once_;
  std::unique_ptr<const RE2> re2_;
};

}  // namespace

struct RegexSet::Regexes {
  explicit Regexes(size_t count) : all(count) {}

  bool Search(uint32_t regex, std::string_view bytes) {
    IOTPF_CHECK(regex < all.size());
    if (const RE2* re2 = all[regex].Compiled()) {
      return RE2::PartialMatch(re2::StringPiece(bytes.data(), bytes.size()),
                               *re2);
    }
    std::call_once(failing, [&] {
      fault = all[regex].Fault();
      has_failed.store(true, std::memory_order_release);
    });
    return false;
  }

  std::vector<Regex> all;
  std::once_flag failing;
  std::atomic<bool> has_failed = false;  // then `fault` is there
  std::optional<Error> fault;
};

RegexSet::RegexSet(std::unique_ptr<Regexes> regexes)
    : regexes_(std::move(regexes)) {}
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;
RegexSet::~RegexSet() = default;

RegexSet RegexSet::Prepare(RulesetView ruleset) {
  const auto rows = ruleset.regexes();
  auto regexes = std::make_unique<Regexes>(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    regexes->all[i].Set(ruleset.text(rows[i].pattern), rows[i].flags);
  }
  return RegexSet(std::move(regexes));
}

Result<RegexSet> RegexSet::Compile(RulesetView ruleset) {
  RegexSet set = Prepare(ruleset);
  for (Regex& regex : set.regexes_->all) {
    if (regex.Compiled() == nullptr) return regex.Fault();
  }
  return set;
}

bool RegexSet::Search(uint32_t regex, std::string_view bytes) const {
  return regexes_->Search(regex, bytes);
}

std::optional<Error> RegexSet::fault() const {
  if (!regexes_->has_failed.load(std::memory_order_acquire)) {
    return std::nullopt;
  }
  return regexes_->fault;
}

iotpf_host RegexSet::host() const {
  iotpf_host host{};
  host.size = sizeof(host);
  host.context = regexes_.get();
  host.search = [](void* context, uint32_t regex, const uint8_t* data,
                   uint64_t size) -> uint32_t {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    return static_cast<Regexes*>(context)->Search(regex, bytes) ? 1 : 0;
  };
  return host;
}

}  // namespace iotpf::runtime
