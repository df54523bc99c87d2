// A dump of everything the parser kept, so that a golden file shows how a text
// was read: precedence, decoded literals, what belongs to what.

#include "compiler/ast/print_ast.h"

#include "compiler/support/overloaded.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace iotpf::ast {
namespace {

std::string Escape(std::string_view bytes) {
  std::string escaped;
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    if (byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\') {
      escaped += fmt::format("\\x{:02x}", byte);
    } else {
      escaped += c;
    }
  }
  return '"' + escaped + '"';
}

std::string PrintLiteral(const Literal& literal) {
  const std::string_view nocase = literal.nocase ? "nocase " : "";
  switch (literal.kind) {
    case LiteralKind::Integer:
      return fmt::format("{}{}", nocase, literal.integer);
    case LiteralKind::Text:
      return fmt::format("{}text {}", nocase, Escape(literal.bytes));
    case LiteralKind::Hex:
      return fmt::format(
          "{}hex {}{}", nocase, Escape(literal.bytes),
          literal.mask.empty() ? "" : " mask " + Escape(literal.mask));
    case LiteralKind::Address:
      return fmt::format("{}address {}/{}", nocase, Escape(literal.bytes),
                         literal.prefix_bits);
    case LiteralKind::Boolean:
      return literal.integer != 0 ? "true" : "false";
    case LiteralKind::Null:
      return "null";
    case LiteralKind::Regex:
      break;
  }
  return fmt::format("{}regex {}", nocase, Escape(literal.bytes));
}

std::string PrintReference(const Reference& reference) {
  if (!reference.key) return reference.name.text;
  return fmt::format("{}[{}]", reference.name.text,
                     Escape(reference.key->bytes));
}

std::string PrintOperand(const Operand& operand) {
  if (operand.name) return " name " + operand.name->text;
  std::string text;
  for (const Literal& literal : operand.literals) {
    text += (text.empty()       ? " "
             : operand.is_range ? " .. "
                                : ", ") +
            PrintLiteral(literal);
  }
  return text;
}

class AstPrinter {
 public:
  std::string Print(const File& file);

 private:
  void Line(std::string_view text) {
    out_ += fmt::format("{}{}\n", std::string(2 * depth_, ' '), text);
  }
  template <class Body>
  void Nested(std::string_view text, const Body& body) {
    Line(text);
    ++depth_;
    body();
    --depth_;
  }

  void PrintDefinition(const PredicateDefinition& predicate);
  void PrintPlatform(const Platform& platform);
  void PrintFeatures(const std::vector<Feature>& features);
  void PrintConditions(const std::vector<Condition>& conditions);
  void PrintProperties(const std::vector<Property>& properties);
  void PrintTest(const Test& test);
  void PrintExpr(const Expr& expr);
  void PrintOperands(std::string_view name, const std::vector<Expr>& operands);
  void PrintTerm(const Term& term);

  std::string out_;
  size_t depth_ = 0;
};

std::string AstPrinter::Print(const File& file) {
  if (!file.module.empty()) Line("module " + file.module);
  for (const Import& import : file.imports) {
    Line("import " + import.module.text);
  }
  for (const List& list : file.lists) {
    Nested(fmt::format("list {} : {}{}", list.name.text, list.type.text,
                       list.file ? " file " + Escape(list.file->bytes) : ""),
           [&] {
             for (const Literal& element : list.elements)
               Line(PrintLiteral(element));
           });
  }
  for (const PredicateDefinition& predicate : file.predicates) {
    PrintDefinition(predicate);
  }
  for (const Provider& provider : file.providers) {
    Nested(fmt::format("provider {} {}", provider.name.text,
                       Escape(provider.title)),
           [&] {
             PrintProperties(provider.properties);
             for (const Expr& scope : provider.scopes) {
               Nested("scope", [&] { PrintExpr(scope); });
             }
             for (const Platform& platform : provider.platforms) {
               PrintPlatform(platform);
             }
           });
  }
  for (const Platform& platform : file.platforms) PrintPlatform(platform);
  for (const Prefer& prefer : file.preferences) {
    Line(fmt::format("prefer {} over {}", prefer.winner.text,
                     prefer.loser.text));
  }
  return std::move(out_);
}

void AstPrinter::PrintDefinition(const PredicateDefinition& predicate) {
  std::string parameters;
  for (const Parameter& parameter : predicate.parameters) {
    parameters +=
        fmt::format(" {} : {}{}", parameter.name.text,
                    parameter.is_list ? "list of " : "", parameter.type.text);
  }
  Nested(fmt::format("predicate {}{}", predicate.name.text, parameters),
         [&] { PrintExpr(predicate.value); });
}

void AstPrinter::PrintPlatform(const Platform& platform) {
  Nested(
      fmt::format("platform {} {}", platform.name.text, Escape(platform.title)),
      [&] {
        PrintProperties(platform.properties);
        PrintFeatures(platform.features);
        PrintConditions(platform.conditions);
        for (const Fingerprint& fingerprint : platform.fingerprints) {
          Nested("fingerprint " + fingerprint.name.text, [&] {
            PrintFeatures(fingerprint.features);
            PrintConditions(fingerprint.conditions);
          });
        }
        for (const Test& test : platform.tests) PrintTest(test);
      });
}

void AstPrinter::PrintProperties(const std::vector<Property>& properties) {
  for (const Property& property : properties) {
    Line(fmt::format("{} = {}", property.name.text, Escape(property.value)));
  }
}

void AstPrinter::PrintFeatures(const std::vector<Feature>& features) {
  for (const Feature& feature : features) {
    Nested(fmt::format("{} {}{}{}", feature.negative ? "negative" : "positive",
                       feature.name.text,
                       feature.level ? " : " + feature.level->text : "",
                       feature.documentation.empty()
                           ? ""
                           : " // " + Escape(feature.documentation)),
           [&] { PrintExpr(feature.value); });
  }
}

void AstPrinter::PrintConditions(const std::vector<Condition>& conditions) {
  for (const Condition& condition : conditions) {
    Nested(fmt::format("{} {}{}",
                       condition.sufficient ? "sufficient" : "necessary",
                       condition.negative ? "negative" : "positive",
                       condition.priority
                           ? fmt::format(" priority {}", *condition.priority)
                           : ""),
           [&] { PrintExpr(condition.value); });
  }
}

void AstPrinter::PrintTest(const Test& test) {
  const auto claims = [](const std::vector<Claim>& list) {
    std::string text;
    for (const Claim& claim : list) {
      text += " " + claim.platform.text;
      if (claim.role) text += "." + claim.role->text;
    }
    return text;
  };
  const auto names = [](const std::vector<Name>& list) {
    std::string text;
    for (const Name& name : list) text += " " + name.text;
    return text;
  };
  Nested("test " + Escape(test.name.bytes), [&] {
    for (const TestField& field : test.fields) {
      Nested(PrintReference(field.reference), [&] {
        if (field.absent) Line("absent");
        for (const Literal& value : field.values) Line(PrintLiteral(value));
      });
    }
    for (const Expectation& expect : test.expectations) {
      Line(fmt::format("expect{} by{} behind{} providers{}",
                       claims(expect.front), names(expect.features),
                       claims(expect.behind), names(expect.providers)));
    }
  });
}

void AstPrinter::PrintTerm(const Term& term) {
  constexpr std::string_view kOps[] = {
      "==",       "!=",      "<=",    "<",           ">=",
      ">",        "in",      "under", "starts_with", "ends_with",
      "contains", "matches", "at",    "is present",  "is absent"};
  std::string name = PrintReference(term.reference);
  if (term.is_count) name = fmt::format("count({})", name);
  if (!term.op) return Line("feature " + name);
  const std::string at =
      term.op == TestOp::At ? fmt::format(" {}", term.at) : "";
  Line(fmt::format("{} {}{}{}", name, kOps[static_cast<size_t>(*term.op)], at,
                   PrintOperand(term.operand)));
}

void AstPrinter::PrintOperands(std::string_view name,
                               const std::vector<Expr>& operands) {
  Nested(name, [&] {
    for (const Expr& operand : operands) PrintExpr(operand);
  });
}

void AstPrinter::PrintExpr(const Expr& expr) {
  const auto quantity = [](const Quantified& node) -> std::string {
    if (node.quantity == Quantified::Quantity::Any) return "any of";
    if (node.quantity == Quantified::Quantity::All) return "all of";
    return fmt::format("{} of", node.number);
  };
  std::visit(
      Overloaded{[&](const Term& term) { PrintTerm(term); },
                 [&](const Call& call) {
                   std::string text = "use " + call.name.text;
                   for (const Operand& argument : call.arguments) {
                     text += fmt::format(" ({} )", PrintOperand(argument));
                   }
                   Line(text);
                 },
                 [&](const Not& node) {
                   Nested("not", [&] { PrintExpr(*node.operand); });
                 },
                 [&](const And& node) { PrintOperands("and", node.operands); },
                 [&](const Or& node) { PrintOperands("or", node.operands); },
                 [&](const Quantified& node) {
                   PrintOperands(quantity(node), node.operands);
                 },
                 [&](const AllOfPolarity& node) {
                   Line(fmt::format("{} {}", node.all ? "all" : "any",
                                    node.negative ? "negative" : "positive"));
                 }},
      expr.node);
}

}  // namespace

std::string PrintAst(const File& file) { return AstPrinter().Print(file); }

}  // namespace iotpf::ast
