// YARA scans the text of a session: it has no fields. A rule for each row, in
// the library's fast mode, which stops looking for a pattern once it is found.

#include "tests/bench/peers.h"
#include "tests/bench/rule_patterns.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>

#ifdef IOTPF_BENCH_YARA
#include <yara.h>
#endif

namespace iotpf::tests {

#ifdef IOTPF_BENCH_YARA
namespace {

std::string YaraText(std::span<const Rule> rules) {
  std::string text;
  for (size_t row = 0; row < rules.size(); ++row) {
    std::string pattern;
    for (const char c : TextPattern(rules[row], "\\n")) {
      if (c == '/') pattern += '\\';
      pattern += c;
    }
    // A target stands in the first line, which no line end comes before.
    if (rules[row].field == RuleField::Target) pattern.erase(0, 2);
    text += fmt::format("rule f{} {{ strings: $a = /{}/ condition: $a }}\n",
                        row, pattern);
  }
  return text;
}

struct FreeCompiler {
  void operator()(YR_COMPILER* compiler) const {
    yr_compiler_destroy(compiler);
  }
};
struct FreeRules {
  void operator()(YR_RULES* rules) const { yr_rules_destroy(rules); }
};
struct FreeScanner {
  void operator()(YR_SCANNER* scanner) const { yr_scanner_destroy(scanner); }
};

// Keeps the first error. Warnings of slow patterns are no errors.
void KeepError(int level, const char*, int line, const YR_RULE*,
               const char* message, void* kept) {
  std::string& text = *static_cast<std::string*>(kept);
  if (level == YARA_ERROR_LEVEL_ERROR && text.empty()) {
    text = fmt::format("YARA: line {}: {}", line, message);
  }
}

class Yara : public Engine {
 public:
  Yara() : Engine("YARA, text") { yr_initialize(); }
  ~Yara() override {
    scanner_.reset();
    rules_.reset();
    yr_finalize();
  }

  Result<void> Build(std::span<const Rule> rules) {
    YR_COMPILER* new_compiler = nullptr;
    if (yr_compiler_create(&new_compiler) != ERROR_SUCCESS) {
      return Error{"YARA: no compiler"};
    }
    const std::unique_ptr<YR_COMPILER, FreeCompiler> compiler(new_compiler);
    std::string error;
    yr_compiler_set_callback(compiler.get(), KeepError, &error);
    if (yr_compiler_add_string(compiler.get(), YaraText(rules).c_str(),
                               nullptr) != 0) {
      return Error{error};
    }
    YR_RULES* new_rules = nullptr;
    if (yr_compiler_get_rules(compiler.get(), &new_rules) != ERROR_SUCCESS) {
      return Error{"YARA: no rules"};
    }
    rules_.reset(new_rules);
    YR_SCANNER* new_scanner = nullptr;
    if (yr_scanner_create(rules_.get(), &new_scanner) != ERROR_SUCCESS) {
      return Error{"YARA: no scanner"};
    }
    scanner_.reset(new_scanner);
    yr_scanner_set_callback(scanner_.get(), &Yara::Report, &hits_);
    yr_scanner_set_flags(scanner_.get(), SCAN_FLAGS_FAST_MODE |
                                             SCAN_FLAGS_REPORT_RULES_MATCHING);
    return {};
  }

  void Match(const DecodedSession& session) override {
    hits_.clear();
    yr_scanner_scan_mem(scanner_.get(),
                        reinterpret_cast<const uint8_t*>(session.text.data()),
                        session.text.size());
  }

  std::vector<uint32_t> Hits() override { return hits_; }

 private:
  static int Report(YR_SCAN_CONTEXT*, int message, void* data, void* hits) {
    if (message != CALLBACK_MSG_RULE_MATCHING) return CALLBACK_CONTINUE;
    const char* name = static_cast<const YR_RULE*>(data)->identifier;
    uint32_t row = 0;
    std::from_chars(name + 1, name + std::strlen(name), row);
    static_cast<std::vector<uint32_t>*>(hits)->push_back(row);
    return CALLBACK_CONTINUE;
  }

  std::unique_ptr<YR_RULES, FreeRules> rules_;
  std::unique_ptr<YR_SCANNER, FreeScanner> scanner_;
  std::vector<uint32_t> hits_;
};

}  // namespace

MadeEngine MakeYara(const RuleSet& rules) {
  auto engine = std::make_unique<Yara>();
  if (Result<void> built = engine->Build(rules.rules); !built) {
    return built.error();
  }
  return MadeEngine(std::move(engine));
}

#else

MadeEngine MakeYara(const RuleSet&) {
  return Error{"YARA: not found when this program was built"};
}

#endif

}  // namespace iotpf::tests
