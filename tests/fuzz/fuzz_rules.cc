// Bytes as a file of rules, from the lexer to the portable tables.
//
// Whatever the bytes are, the compiler ends with a message or with tables, and
// what it says of itself agrees. All checks of rules run. Tables that come out
// are loaded, which checks their frame, and their readable forms are made too.

#include <iotpf/check.h>
#include <iotpf/compiler.h>
#include <iotpf/ruleset.h>

#include <cstdint>
#include <string>
#include <utility>

namespace {

iotpf::CompileResult CompileTo(iotpf::EmitStage stage,
                               const std::string& text) {
  iotpf::CompileOptions options;
  options.emit = stage;
  options.lint = true;
  iotpf::RuleSource source;
  source.name = "fuzz.fp";
  source.text = text;
  auto result = iotpf::Compile({source}, options);
  // Rules are never the cause of an Error.
  IOTPF_CHECK(result);
  IOTPF_CHECK(result->ok == (result->error_count == 0));
  IOTPF_CHECK(result->diagnostics.empty() ==
              (result->error_count + result->warning_count == 0));
  return std::move(*result);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto tables = CompileTo(iotpf::EmitStage::Tables, text);
  if (!tables.ok) return 0;
  const auto ruleset = iotpf::Ruleset::FromImage(tables.output);
  IOTPF_CHECK(!ruleset.is_native());
  IOTPF_CHECK(CompileTo(iotpf::EmitStage::Ir, text).ok);
  IOTPF_CHECK(CompileTo(iotpf::EmitStage::Ast, text).ok);
  return 0;
}
