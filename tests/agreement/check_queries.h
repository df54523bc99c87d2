// Queries on a regex against the matches that RE2 finds.
#ifndef IOTPF_TESTS_AGREEMENT_CHECK_QUERIES_H_
#define IOTPF_TESTS_AGREEMENT_CHECK_QUERIES_H_

#include "compiler/automata/regex.h"
#include "tests/agreement/random_automata.h"

#include <re2/re2.h>

#include <optional>
#include <string>
#include <vector>

namespace iotpf::tests {

// Checks what queries say of `regex` on each input. Nullopt, or what differs.
std::optional<std::string> CheckQueries(const automata::Regex& regex,
                                        const RE2& oracle,
                                        const std::vector<std::string>& inputs,
                                        AutomataStatistics& statistics);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_CHECK_QUERIES_H_
