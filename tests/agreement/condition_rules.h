// Shapes of conditions as rules, and what is known of them as sessions.
#ifndef IOTPF_TESTS_AGREEMENT_CONDITION_RULES_H_
#define IOTPF_TESTS_AGREEMENT_CONDITION_RULES_H_

#include "tests/agreement/condition_table.h"

#include <iotpf/field.h>
#include <iotpf/session.h>

#include <string>
#include <string_view>

namespace iotpf::tests {

// Where the features and conditions of a fingerprint stand: in itself, or in
// the platform that hands them down, all but the last condition. A fingerprint
// with none of its own would have the default ones too.
enum class ConditionHome : uint8_t { Fingerprint, Platform };

// The rules of a shape: fingerprint `f` of platform `p`, of provider `owner`
// where the shape has a scope. Each column is one feature, which is the E of
// the condition of its name.
std::string RulesOf(const ConditionShape& shape, ConditionHome home);

// How E is made false by what is there from the start.
enum class FalseBy : uint8_t { OtherValue, Absence };

// Fills the session that `arrival` describes: one letter a column, as in the
// table, or `T` or `F` for what is unknown at first and becomes true or false
// later.
void ShowArrival(const ConditionShape& shape, const std::string& arrival,
                 FalseBy false_by, Session& session);

// What is known when `stage` has been matched: letters of the table.
std::string KnownAt(const ConditionShape& shape, const std::string& arrival,
                    Stage stage);

// `p.f.sufficient_positive_2` for `sp_2`.
std::string ConditionId(std::string_view name);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_CONDITION_RULES_H_
