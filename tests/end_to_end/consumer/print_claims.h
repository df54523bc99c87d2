// Shows what a scan says: one line for each platform that claims a session.
#ifndef IOTPF_TESTS_END_TO_END_CONSUMER_PRINT_CLAIMS_H_
#define IOTPF_TESTS_END_TO_END_CONSUMER_PRINT_CLAIMS_H_

#include <iotpf/scanner.h>

#include <iostream>
#include <utility>

class ClaimPrinter : public iotpf::ScanListener {
 public:
  explicit ClaimPrinter(iotpf::RulesetView rules) : rules_(rules) {}

  bool OnSession(const iotpf::SessionReport& session) override {
    for (const iotpf::PlatformClaim& claim : session.verdict.front) {
      std::cout << rules_.text(rules_.platforms()[claim.platform].id) << '\n';
    }
    return true;
  }

  void OnProblem(const iotpf::Error& problem) override {
    std::cerr << problem.message << '\n';
  }

 private:
  iotpf::RulesetView rules_;
};

// Scans the file `input`; the exit code of a program that does only that.
inline int PrintClaims(iotpf::Ruleset rules, const char* input) {
  auto scanner = iotpf::Scanner::Create(std::move(rules));
  if (!scanner) {
    std::cerr << scanner.error().message << '\n';
    return 3;
  }
  ClaimPrinter printer(scanner->ruleset());
  return scanner->Scan(input, printer) ? 0 : 3;
}

#endif  // IOTPF_TESTS_END_TO_END_CONSUMER_PRINT_CLAIMS_H_
