// RegexSet: the regexes of a ruleset, ready to search.
#ifndef IOTPF_RUNTIME_MATCH_REGEX_SET_H_
#define IOTPF_RUNTIME_MATCH_REGEX_SET_H_

#include <iotpf/result.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

// The runtime's one home of RE2. Native code and the reference evaluator both
// search here, so a regex means the same to both.
//
//   Threads   any number may search at once.
class RegexSet {
 public:
  // The regexes of `ruleset`, which need not outlive the set. Each is compiled
  // when it is searched for first: most that have native code never are.
  static RegexSet Prepare(RulesetView ruleset);

  // The same, all compiled at once.
  //
  //   Errors   a regex that RE2 refuses, named by its pattern.
  static Result<RegexSet> Compile(RulesetView ruleset);

  RegexSet(RegexSet&&) noexcept;
  RegexSet& operator=(RegexSet&&) noexcept;
  ~RegexSet();

  // Whether regex number `regex` matches anywhere in `bytes`. One that RE2
  // refuses matches nothing, and is a fault.
  bool Search(uint32_t regex, std::string_view bytes) const;

  // The first regex that was searched for and that RE2 refuses. The compiler
  // has tried them all, so its file is damaged, or RE2 is another.
  std::optional<Error> fault() const;

  // What compiled rules call. Valid while this set lives, also when it is
  // moved.
  iotpf_host host() const;

 private:
  struct Regexes;
  explicit RegexSet(std::unique_ptr<Regexes> regexes);

  std::unique_ptr<Regexes> regexes_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_MATCH_REGEX_SET_H_
