// Compile(): fingerprint rules in, a ruleset out.
#ifndef IOTPF_COMPILER_H_
#define IOTPF_COMPILER_H_

#include <iotpf/compile_report.h>
#include <iotpf/field.h>
#include <iotpf/result.h>
#include <iotpf/rule_diagnostic.h>
#include <iotpf/ruleset_abi.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iotpf {

// Where compilation stops. Each stage has a form that people can read or that
// other tools take; Tables is the portable image without native code.
enum class EmitStage : uint8_t { Ast, Ir, Tables, Llvm, Asm, Object, Library };

struct CompileOptions {
  EmitStage emit = EmitStage::Library;
  int optimization_level = 2;  // 0 to 3
  // The machine that runs the rules, as a triple such as `aarch64-linux-gnu`.
  // Empty: this one.
  std::string target = {};
  // An LLVM CPU name. Empty: x86-64-v3 on x86-64, generic on AArch64.
  std::string target_cpu = {};
  // Folders in which imports are looked for, in order, after the root of the
  // file that imports.
  std::vector<std::string> include_roots = {};

  uint32_t max_errors = 50;               // shown as text; the rest are counted
  bool use_color = false;                 // in that text
  bool lint = false;                      // all checks of iotpf-lint
  std::vector<std::string> allowed = {};  // slugs of warnings that are left out
  // The ids of the conditions that tests make decide, for the checks that need
  // to know; without it these do not run.
  std::optional<std::vector<std::string>> tested_conditions = {};

  // Tests every predicate by one loop over the tables, without code of its own:
  // what the other ways are measured against.
  bool plain_tests = false;

  // Filled when given. Nothing is measured without it.
  CompileReport* report = nullptr;
};

// One file of rules.
struct RuleSource {
  std::string name;  // relative to its root: what the ruleset calls it
  std::string text;
  std::string path = {};  // what messages call it; empty: `name`
  // The folder that the name is relative to: where its imports and the files of
  // its lists are. Empty: it is no file, and has neither.
  std::string root = {};
};

// One statement of a test: a field and the values that the session shows.
struct TestField {
  Field field;
  std::string key;                  // fields with a key
  bool absent = false;              // `FIELD is absent;`
  std::vector<std::string> values;  // bytes; addresses in network order
  std::vector<int64_t> numbers;     // integer fields
};

struct TestExpectation {
  // What stands in front: `PLATFORM` or `PLATFORM.ROLE`. Empty: `other`, or
  // `provider` when `providers` is not.
  struct Claim {
    std::string platform;
    std::string role;  // empty: any
  };
  std::vector<Claim> front;   // several: `ambiguous`
  std::vector<Claim> behind;  // only checked when given
  std::vector<std::string> providers;
  std::vector<std::string> features;  // `by`: in the evidence of the claim
};

// A session that a test takes from a file, or from text in the form of one.
struct TestInput {
  std::string path;  // of a capture or HAR; or empty
  std::string text;  // one session as JSON (runtime/json/README.md); or empty
  // Which session of the file, by the number that scans give it; 0: its only
  // one.
  uint64_t number = 0;
};

// A test inside rules, ready to be run.
struct RuleTest {
  std::string name;
  std::string platform;  // the platform it stands in
  std::string source;    // name of the RuleSource
  iotpf_position position;
  std::optional<std::string> request;  // raw HTTP, lines end in CR LF
  std::optional<std::string> response;
  std::vector<TestField> fields;
  std::optional<TestInput> input;  // then there is nothing of these
  TestExpectation expectation;
};

struct CompileResult {
  bool ok = false;                       // no error was reported
  std::vector<RuleDiagnostic> findings;  // in source order
  std::string diagnostics;  // the same as text; empty when there are none
  uint32_t error_count = 0;
  uint32_t warning_count = 0;      // notes are not counted
  std::string output;              // the bytes of the stage; empty unless ok
  std::vector<RuleTest> tests;     // in order of source name and position
  std::vector<std::string> files;  // paths of all that was read, in the order
                                   // of the given sources, then as found
};

// Compiles all sources as one ruleset. The order of `sources` does not change
// the result.
//
//   Errors   an Error only for what is not the rules' fault: an unknown target
//            or CPU, a failure of the code generator. Mistakes in rules are in
//            CompileResult.
//   Threads  may run in several at once.
Result<CompileResult> Compile(const std::vector<RuleSource>& sources,
                              const CompileOptions& options);

// Checks that code can be made for these two members of CompileOptions.
//
//   Errors   a triple that is no 64-bit ELF system of a known machine; an
//            unknown CPU, with the nearest name.
Result<void> CheckTarget(const std::string& target,
                         const std::string& target_cpu);

// The name and version that rulesets carry: "iotpfc 0.1.0".
std::string CompilerVersion();

}  // namespace iotpf

#endif  // IOTPF_COMPILER_H_
