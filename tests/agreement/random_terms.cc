// A field, one of the forms of operators that its type has, and an operand of
// that form. Fields come from the table of fields, so a new one is tested
// without a change here.
#include "tests/agreement/random_terms.h"

#include "tests/agreement/random_literals.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iotpf::tests {
namespace {

using Operand = OperatorForm::Operand;

RuleNode Text(std::string text) {
  return {RuleNode::Kind::Fixed, std::move(text), {}, "", ""};
}

std::string EscapeStep(const std::string& key) {
  std::string step;
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

}  // namespace

// ---- fields

std::string TermWriter::Pointer() {
  if (random_.Percent(5)) return "";
  std::string pointer;
  for (uint32_t i = random_.Below(3) + 1; i > 0; --i) {
    pointer += '/';
    if (random_.Percent(20)) {
      pointer += '*';
    } else if (random_.Percent(20)) {
      pointer += "**";
    } else {
      pointer += EscapeStep(random_.Pick(pool_.keys));
    }
  }
  return pointer;
}

std::string TermWriter::Reference(Field field) {
  const FieldInfo& info = InfoOf(field);
  const bool is_header =
      field == Field::RequestHeader || field == Field::ResponseHeader;
  std::string key;
  switch (info.key) {
    case KeyKind::NoKey:
      return std::string(info.path);
    case KeyKind::PointerKey:
      key = Pointer();
      break;
    case KeyKind::NameKey:
      key = random_.Pick(is_header ? pool_.names : pool_.keys);
      // Every header that begins so.
      if (is_header && random_.Percent(15)) {
        key = key.substr(0, 1 + random_.Below(key.size())) + "*";
      }
      break;
  }
  const char* prefix = random_.Percent(15) ? "r" : "";
  return fmt::format("{}[{}\"{}\"]", info.path, prefix, key);
}

// ---- operands

std::string TermWriter::Value(ValueType type) {
  switch (type) {
    case ValueType::Int:
      return SpellNumber(Number(), random_);
    case ValueType::Bytes:
    case ValueType::Text: {
      const std::string text =
          random_.Percent(5) ? "" : random_.Pick(pool_.texts);
      return SpellText(text, {.hex = true, .nocase = true}, random_);
    }
    case ValueType::Token:
      return SpellText(random_.Pick(pool_.texts), {}, random_);
    case ValueType::Host:
      return SpellText(random_.Pick(pool_.hosts), {}, random_);
    case ValueType::Ip:
      return SpellAddress(random_.Pick(pool_.addresses), false, random_);
    case ValueType::Mac:
      return SpellAddress(random_.Pick(pool_.macs), false, random_);
    case ValueType::Json:
      break;
  }
  static const std::vector<std::string> kWords = {"true", "false", "null"};
  if (random_.Percent(25)) return random_.Pick(kWords);
  if (random_.Percent(35)) return Value(ValueType::Int);
  return SpellText(random_.Pick(pool_.texts), {.nocase = true}, random_);
}

std::string TermWriter::Network(ValueType type) {
  return SpellAddress(
      random_.Pick(type == ValueType::Ip ? pool_.addresses : pool_.macs), true,
      random_);
}

// `"x.com"` or `".x.com"`.
std::string TermWriter::Entry() {
  const std::string dot = random_.Percent(35) ? "." : "";
  return SpellText(dot + random_.Pick(pool_.hosts), {}, random_);
}

std::string TermWriter::Part(ValueType type) {
  if (type == ValueType::Host && random_.Percent(70)) {
    std::string host = random_.Pick(pool_.hosts);
    const uint32_t begin = random_.Below(host.size());
    host = host.substr(begin, 1 + random_.Below(host.size() - begin));
    return SpellText(host, {}, random_);
  }
  const bool is_exact = type == ValueType::Bytes || type == ValueType::Text;
  return SpellText(
      random_.Pick(pool_.texts),
      {.hex = is_exact, .nocase = is_exact || type == ValueType::Json},
      random_);
}

RuleNode TermWriter::Bracketed(const std::function<std::string()>& element) {
  RuleNode node{RuleNode::Kind::Fixed, "[", {}, ", ", "]"};
  // Sets large enough to become tables, now and then.
  uint32_t count = random_.Below(4) + 1;
  if (random_.Percent(8)) count += random_.Below(40);
  while (node.children.size() < count) {
    node.children.push_back(Item(element()));
  }
  if (random_.Percent(10)) node.after = ",]";
  return node;
}

RuleNode TermWriter::Elements(ValueType type) {
  return Bracketed([this, type] {
    switch (type) {
      case ValueType::Host:
        return Entry();
      case ValueType::Ip:
      case ValueType::Mac:
        return Network(type);
      case ValueType::Text:
      case ValueType::Token:
      case ValueType::Bytes:
        // Lists also stand where parts are asked for, which are not empty.
        return Part(type);
      default:
        return Value(type);
    }
  });
}

// Arguments have the type of their parameter and no other, so that each value
// is one that the field takes.
const NamedValues* TermWriter::FindParameter(ValueType type, bool is_list) {
  std::vector<const NamedValues*> fitting;
  for (const NamedValues& parameter : names_.parameters) {
    if (parameter.type == type && parameter.is_list == is_list) {
      fitting.push_back(&parameter);
    }
  }
  return fitting.empty() ? nullptr : random_.Pick(fitting);
}

const NamedValues* TermWriter::FindList(ValueType type, bool is_part) {
  std::vector<const NamedValues*> fitting;
  for (const NamedValues& list : names_.lists) {
    if (ListFits(list.type, type, is_part)) fitting.push_back(&list);
  }
  return fitting.empty() ? nullptr : random_.Pick(fitting);
}

RuleNode TermWriter::SetOf(ValueType type, bool is_part) {
  const NamedValues* parameter = FindParameter(type, true);
  if (parameter != nullptr && random_.Percent(60)) return Text(parameter->name);
  const NamedValues* list = FindList(type, is_part);
  if (list != nullptr && random_.Percent(50)) return Text(list->name);
  if (is_part) return Bracketed([this, type] { return Part(type); });
  return Elements(type);
}

void TermWriter::AddOperand(ValueType type, const OperatorForm& form,
                            RuleNode& term) {
  const NamedValues* parameter = FindParameter(type, false);
  const auto one = [&](const std::string& value) {
    const bool is_named = parameter != nullptr && random_.Percent(60);
    term.before += " " + (is_named ? parameter->name : value);
  };
  switch (form.operand) {
    case Operand::None:
      return;
    case Operand::Value:
      return one(Value(type));
    case Operand::Bound:
      return one(SpellNumber(Number(), random_));
    case Operand::Part:
      return one(Part(type));
    case Operand::Offset:
      term.before += fmt::format(" {} ==", random_.Below(4));
      return one(Part(type));
    case Operand::Network:
      term.before += " " + Network(type);
      return;
    case Operand::Entry:
      term.before += " " + Entry();
      return;
    case Operand::Set:
    case Operand::Entries:
    case Operand::Parts:
      term.before += " ";
      term.children.push_back(SetOf(type, form.operand == Operand::Parts));
      return;
    case Operand::Range: {
      const auto [first, last] = std::minmax({Number(), Number()});
      term.before += " " + SpellNumber(first, random_);
      term.before += ".." + SpellNumber(last, random_);
      return;
    }
    case Operand::Regex:
      term.before +=
          " " + SpellRegex(pool_.texts,
                           type == ValueType::Token || type == ValueType::Host,
                           random_);
      return;
  }
}

// ---- tests

RuleNode TermWriter::Write(const std::string& left, ValueType type,
                           const OperatorForm& form) {
  RuleNode term = Expression(fmt::format("{} {}", left, form.spelling));
  AddOperand(type, form, term);
  return term;
}

RuleNode TermWriter::Argument(const NamedValues& parameter) {
  const NamedValues* own = FindParameter(parameter.type, parameter.is_list);
  if (own != nullptr && random_.Percent(60)) return Text(own->name);
  if (!parameter.is_list) {
    // Not empty, since it may be asked for as a part.
    const bool is_text =
        parameter.type == ValueType::Bytes || parameter.type == ValueType::Text;
    return Text(is_text ? Part(parameter.type) : Value(parameter.type));
  }
  std::vector<const NamedValues*> lists;
  for (const NamedValues& list : names_.lists) {
    if (list.type == parameter.type) lists.push_back(&list);
  }
  if (!lists.empty() && random_.Percent(50)) {
    return Text(random_.Pick(lists)->name);
  }
  return Elements(parameter.type);
}

RuleNode TermWriter::Use(const NamedPredicate& predicate) {
  RuleNode use{RuleNode::Kind::Expression, predicate.name + "(", {}, ", ", ")"};
  for (const NamedValues& parameter : predicate.parameters) {
    use.children.push_back(Argument(parameter));
  }
  return use;
}

RuleNode TermWriter::Test() {
  if (!names_.predicates.empty() && random_.Percent(15)) {
    return Use(random_.Pick(names_.predicates));
  }
  const Field field = random_.Percent(85)
                          ? random_.Pick(pool_.fields)
                          : static_cast<Field>(random_.Below(kFieldCount));
  const FieldInfo& info = InfoOf(field);
  const bool is_count =
      info.cardinality == Cardinality::List && random_.Percent(15);
  const ValueType type = is_count ? ValueType::Int : info.type;
  std::vector<const OperatorForm*> forms;
  for (const OperatorForm& form : OperatorForms()) {
    // A count is always there.
    if (is_count && form.operand == Operand::None) continue;
    if (std::ranges::find(form.types, type) != form.types.end()) {
      forms.push_back(&form);
    }
  }
  const OperatorForm& form = *random_.Pick(forms);
  const std::string left = Reference(field);
  if (!is_count) return Write(left, type, form);
  static const std::vector<int64_t> kCounts = {0, 1, 2, 3, 4};
  numbers_ = &kCounts;
  RuleNode term = Write(fmt::format("count({})", left), type, form);
  numbers_ = &pool_.numbers;
  return term;
}

// ---- expressions

RuleNode RandomExpression(const std::function<RuleNode()>& leaf, int depth,
                          Random& random) {
  const uint32_t kind = depth == 0 ? 0 : random.Below(10);
  if (kind < 5) return leaf();
  RuleNode node{RuleNode::Kind::Expression, "(", {}, ", ", ")"};
  if (kind == 5) {
    node.before = "not ";
    node.after = "";
    node.children.push_back(RandomExpression(leaf, depth - 1, random));
    return node;
  }
  for (uint32_t i = random.Below(3) + 2; i > 0; --i) {
    node.children.push_back(RandomExpression(leaf, depth - 1, random));
  }
  if (kind == 6) node.between = " and ";
  if (kind == 7) node.between = " or ";
  if (kind == 8) node.before = random.Percent(50) ? "any of (" : "all of (";
  if (kind == 9) {
    node.before =
        fmt::format("{} of (", random.Below(node.children.size()) + 1);
  }
  return node;
}

}  // namespace iotpf::tests
