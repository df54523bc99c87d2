// The statements of a test inside rules.
#ifndef IOTPF_COMPILER_SEMA_CHECK_TESTS_H_
#define IOTPF_COMPILER_SEMA_CHECK_TESTS_H_

#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/sema/symbol_table.h"

#include <cstdint>
#include <string_view>

namespace iotpf::sema {

// What a statement of a test shows, by the name on its left.
enum class TestStatement : uint8_t {
  Field,
  Message,  // `request`, `response`: raw HTTP
  File,     // `capture`, `har`: beside the rules
  Number,   // `flow`, `entry`: of the capture, of the HAR
  Session   // `session`: as JSON
};
TestStatement FindTestStatement(std::string_view name);

// Checks that a test shows a session whose values have the types of their
// fields, and that it expects one thing.
void CheckTest(const ast::Test& test, const ast::Platform& platform,
               const SymbolTable& symbols, DiagnosticSink& diagnostics);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_CHECK_TESTS_H_
