// Tests are checked as strictly as rules: a test that shows a value of another
// type, or nothing, would pass or fail for the wrong reason.
//
// Query, cookie, form and JSON values are derived from the message by the same
// code that scans traffic, so a test shows the message.

#include "compiler/sema/check_tests.h"

#include "compiler/sema/check_types.h"
#include "compiler/support/plain_path.h"

#include <fmt/format.h>

#include <set>
#include <string>

namespace iotpf::sema {
namespace {

bool IsDerived(Field field) {
  return field == Field::RequestQuery || field == Field::RequestCookie ||
         field == Field::RequestForm || field == Field::RequestJson ||
         field == Field::ResponseJson;
}

std::string_view MessageOf(Field field) {
  return InfoOf(field).record == Record::HttpResponse ? "response" : "request";
}

// What a literal is that stands for many values; empty for one value.
std::string_view PatternName(const ast::Literal& literal) {
  if (literal.nocase) return "a text with `nocase`";
  if (!literal.mask.empty()) return "a byte string with `?`";
  return IsNetwork(literal) ? "a network" : "";
}

void CheckValues(const ast::TestField& field, Field id,
                 DiagnosticSink& diagnostics) {
  const FieldInfo& info = InfoOf(id);
  // That a name is not there is said by the whole of its section.
  const bool is_absent_name = field.absent && info.key != KeyKind::NoKey;
  if (IsDerived(id) || is_absent_name) {
    diagnostics.Report(field.reference.span, diag::TestDerivedField, info.path,
                       MessageOf(id));
    return;
  }
  if (field.absent) return;
  if (field.values.empty()) {
    diagnostics.Report(field.values_span, diag::EmptyList);
  }
  if (info.cardinality == Cardinality::One && field.values.size() > 1) {
    diagnostics.Report(field.values_span, diag::TestSeveralValues, info.path);
    return;
  }
  for (const ast::Literal& value : field.values) {
    if (!CheckLiteral(value, info.type, false, diagnostics)) continue;
    const std::string_view pattern = PatternName(value);
    if (!pattern.empty()) {
      diagnostics.Report(value.span, diag::TestNotAValue, pattern);
    }
  }
}

// Equal for references to the same values.
std::string IdentityOf(const ast::Reference& reference) {
  std::string identity = reference.name.text;
  if (!reference.key) return identity;
  const bool folds_case = identity.ends_with(".header");
  identity += '[';
  for (const char c : reference.key->bytes) {
    const bool is_upper = folds_case && c >= 'A' && c <= 'Z';
    identity += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return identity;
}

// What the text of a statement holds.
std::string_view WhatOf(std::string_view name) {
  switch (FindTestStatement(name)) {
    case TestStatement::File:
      return "name of a file beside the rules";
    case TestStatement::Session:
      return "session as JSON";
    default:
      return "raw HTTP message";
  }
}

void CheckText(const ast::TestField& field, DiagnosticSink& diagnostics) {
  const std::string& name = field.reference.name.text;
  const bool is_text = !field.absent && field.values.size() == 1 &&
                       field.values[0].kind == ast::LiteralKind::Text;
  if (!is_text || field.reference.key) {
    const bool is_value_wrong = !field.absent && !field.reference.key;
    diagnostics.Report(
        is_value_wrong ? field.values_span : field.reference.span,
        diag::TestNeedsText, name, WhatOf(name));
  } else if (FindTestStatement(name) == TestStatement::File &&
             !IsPlainPath(field.values[0].bytes)) {
    diagnostics.Report(field.values_span, diag::BadPath, field.values[0].bytes);
  }
}

void CheckNumber(const ast::TestField& field, DiagnosticSink& diagnostics) {
  if (!field.absent && field.values.size() == 1 &&
      field.values[0].kind == ast::LiteralKind::Integer &&
      field.values[0].integer > 0) {
    return;
  }
  diagnostics.Report(field.values_span, diag::TestNeedsNumber,
                     field.reference.name.text);
}

// The statement that says which session of a file is meant; empty for none.
std::string_view NumberOf(std::string_view name) {
  return name == "capture" ? "flow" : name == "har" ? "entry" : "";
}

// Files and sessions are whole: nothing else can stand beside them.
void CheckInput(const ast::Test& test, DiagnosticSink& diagnostics) {
  const ast::TestField* input = nullptr;
  const ast::TestField* number = nullptr;
  const ast::TestField* other = nullptr;
  for (const ast::TestField& field : test.fields) {
    const TestStatement kind = FindTestStatement(field.reference.name.text);
    const bool is_input =
        kind == TestStatement::File || kind == TestStatement::Session;
    auto& place = is_input                        ? input
                  : kind == TestStatement::Number ? number
                                                  : other;
    (place == nullptr ? place : other) = &field;
  }
  const std::string_view name =
      input == nullptr ? "" : std::string_view(input->reference.name.text);
  if (number != nullptr && number->reference.name.text != NumberOf(name)) {
    const std::string& wrong = number->reference.name.text;
    diagnostics.Report(number->reference.span, diag::TestNumberAlone, wrong,
                       wrong == "entry" ? "har" : "capture");
  }
  if (other == nullptr || input == nullptr) return;
  diagnostics.Report(other->reference.span, diag::TestInputMixed, name);
  diagnostics.AddLabel(input->reference.span, diag::ShownHere);
}

}  // namespace

TestStatement FindTestStatement(std::string_view name) {
  if (name == "request" || name == "response") return TestStatement::Message;
  if (name == "capture" || name == "har") return TestStatement::File;
  if (name == "flow" || name == "entry") return TestStatement::Number;
  return name == "session" ? TestStatement::Session : TestStatement::Field;
}

void CheckTest(const ast::Test& test, const ast::Platform& platform,
               const SymbolTable& symbols, DiagnosticSink& diagnostics) {
  if (test.fields.empty()) {
    diagnostics.Report(test.span, diag::TestShowsNothing);
  }
  std::set<std::string> seen;
  for (const ast::TestField& field : test.fields) {
    const auto it = symbols.fields.find(&field.reference);
    const bool takes_several =
        it != symbols.fields.end() &&
        InfoOf(it->second).cardinality == Cardinality::List;
    if (!seen.insert(IdentityOf(field.reference)).second) {
      diagnostics.Report(field.reference.span, diag::TestFieldTwice,
                         field.reference.name.text,
                         takes_several ? "\nwrite its values as `[a, b]`" : "");
      continue;
    }
    if (it != symbols.fields.end()) {
      CheckValues(field, it->second, diagnostics);
    } else if (FindTestStatement(field.reference.name.text) ==
               TestStatement::Number) {
      CheckNumber(field, diagnostics);
    } else {
      CheckText(field, diagnostics);
    }
  }
  CheckInput(test, diagnostics);
  if (test.expectations.empty()) {
    diagnostics.Report(test.span, diag::TestWithoutExpectation,
                       platform.name.text);
  } else if (test.expectations.size() > 1) {
    diagnostics.Report(test.expectations[1].span,
                       diag::TestWithTwoExpectations);
  }
}

}  // namespace iotpf::sema
