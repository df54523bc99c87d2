// Written from the language reference, "Tests of fields", and not taken from
// the compiler, which is what they test.
#include "tests/agreement/operator_forms.h"

namespace iotpf::tests {
namespace {

using Operand = OperatorForm::Operand;

const std::vector<ValueType> kAll = {
    ValueType::Int,  ValueType::Bytes, ValueType::Text, ValueType::Token,
    ValueType::Host, ValueType::Ip,    ValueType::Mac,  ValueType::Json};
const std::vector<ValueType> kAllButHosts = {
    ValueType::Int, ValueType::Bytes, ValueType::Text, ValueType::Token,
    ValueType::Ip,  ValueType::Mac,   ValueType::Json};
const std::vector<ValueType> kNumeric = {ValueType::Int, ValueType::Json};
const std::vector<ValueType> kHosts = {ValueType::Host};
const std::vector<ValueType> kAddresses = {ValueType::Ip, ValueType::Mac};
const std::vector<ValueType> kTextual = {ValueType::Text, ValueType::Token,
                                         ValueType::Bytes, ValueType::Host,
                                         ValueType::Json};
const std::vector<ValueType> kBytewise = {ValueType::Bytes, ValueType::Text};

bool IsText(ValueType type) {
  return type == ValueType::Text || type == ValueType::Token ||
         type == ValueType::Bytes;
}

}  // namespace

const std::vector<OperatorForm>& OperatorForms() {
  static const std::vector<OperatorForm> kForms = {
      {"==", Operand::Value, kAll},
      {"!=", Operand::Value, kAll},
      {"<", Operand::Bound, kNumeric},
      {"<=", Operand::Bound, kNumeric},
      {">", Operand::Bound, kNumeric},
      {">=", Operand::Bound, kNumeric},
      {"in", Operand::Range, kNumeric},
      {"in", Operand::Set, kAllButHosts},
      {"in", Operand::Network, kAddresses},
      {"in", Operand::Entries, kHosts},
      {"under", Operand::Entry, kHosts},
      {"under", Operand::Entries, kHosts},
      {"starts_with", Operand::Part, kTextual},
      {"starts_with", Operand::Parts, kTextual},
      {"ends_with", Operand::Part, kTextual},
      {"ends_with", Operand::Parts, kTextual},
      {"contains", Operand::Part, kTextual},
      {"contains", Operand::Parts, kTextual},
      {"matches", Operand::Regex, kTextual},
      {"at", Operand::Offset, kBytewise},
      {"is present", Operand::None, kAll},
      {"is absent", Operand::None, kAll}};
  return kForms;
}

bool ListFits(ValueType list, ValueType field, bool is_part) {
  if (is_part && (field == ValueType::Host || field == ValueType::Json)) {
    return list == ValueType::Text;
  }
  if (list == field || (IsText(list) && IsText(field))) return true;
  return field == ValueType::Json &&
         (list == ValueType::Text || list == ValueType::Int);
}

}  // namespace iotpf::tests
