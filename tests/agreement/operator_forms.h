// What the language reference says of tests of fields, as a table.
#ifndef IOTPF_TESTS_AGREEMENT_OPERATOR_FORMS_H_
#define IOTPF_TESTS_AGREEMENT_OPERATOR_FORMS_H_

#include <iotpf/field.h>

#include <string_view>
#include <vector>

namespace iotpf::tests {

// How an operator is written, what stands on its right, and which types have
// it; one row each form.
struct OperatorForm {
  enum class Operand : uint8_t {
    None,
    Value,    // one value
    Network,  // one address or network
    Entry,    // one entry of a host list
    Part,     // one text that is not empty
    Offset,   // `at 4 == `, and such a text
    Set,      // values in brackets, or a list
    Entries,  // entries of a host list in brackets, or a list
    Parts,    // texts in brackets, or a list
    Bound,    // a number
    Range,    // 1..1023
    Regex
  };
  std::string_view spelling;
  Operand operand;
  std::vector<ValueType> types;
};

// All forms; a test says that each is drawn.
const std::vector<OperatorForm>& OperatorForms();

// Whether a list of `list` may stand where a field of `field` is compared.
// `is_part`: with `starts_with`, `ends_with` or `contains`.
bool ListFits(ValueType list, ValueType field, bool is_part);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_OPERATOR_FORMS_H_
