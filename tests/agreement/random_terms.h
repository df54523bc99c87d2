// Tests of fields drawn at random: every operator on every type that takes it.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_TERMS_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_TERMS_H_

#include "tests/agreement/operator_forms.h"
#include "tests/agreement/random.h"
#include "tests/agreement/rule_node.h"
#include "tests/agreement/value_pool.h"

#include <iotpf/field.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// A list that rules can name, or a parameter of a predicate.
struct NamedValues {
  std::string name;  // as written where it is used
  ValueType type;
  bool is_list = true;
};

// A predicate that rules can use.
struct NamedPredicate {
  std::string name;  // as written where it is used
  std::vector<NamedValues> parameters;
};

// What can be named where a test stands.
struct VisibleNames {
  std::vector<NamedValues> lists;
  std::vector<NamedPredicate> predicates;
  std::vector<NamedValues> parameters;  // of the predicate being written
};

// Draws tests of fields.
class TermWriter {
 public:
  // All of these outlive it; `names` may change.
  TermWriter(const ValuePool& pool, const VisibleNames& names, Random& random)
      : pool_(pool), names_(names), random_(random), numbers_(&pool.numbers) {}

  // `FIELD OPERATOR OPERAND`, `count(FIELD) OPERATOR OPERAND` or a use of a
  // predicate; well typed.
  RuleNode Test();

  // `[a, b, c]`: elements of a list of this type, or what its fields compare
  // with.
  RuleNode Elements(ValueType type);

 private:
  RuleNode Use(const NamedPredicate& predicate);
  RuleNode Argument(const NamedValues& parameter);
  std::string Reference(Field field);
  std::string Pointer();
  RuleNode Write(const std::string& left, ValueType type,
                 const OperatorForm& form);
  void AddOperand(ValueType type, const OperatorForm& form, RuleNode& term);
  RuleNode Bracketed(const std::function<std::string()>& element);
  RuleNode SetOf(ValueType type, bool is_part);
  std::string Value(ValueType type);
  std::string Network(ValueType type);
  std::string Entry();
  std::string Part(ValueType type);
  int64_t Number() { return random_.Pick(*numbers_); }
  const NamedValues* FindParameter(ValueType type, bool is_list);
  const NamedValues* FindList(ValueType type, bool is_part);

  const ValuePool& pool_;
  const VisibleNames& names_;
  Random& random_;
  const std::vector<int64_t>* numbers_;  // that integers are drawn from
};

// `leaf` under `and`, `or`, `not` and quantifiers, to a depth.
RuleNode RandomExpression(const std::function<RuleNode()>& leaf, int depth,
                          Random& random);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RANDOM_TERMS_H_
