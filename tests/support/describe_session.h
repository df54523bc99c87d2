// A session as text, for expectations.
#ifndef IOTPF_TESTS_SUPPORT_DESCRIBE_SESSION_H_
#define IOTPF_TESTS_SUPPORT_DESCRIBE_SESSION_H_

#include <iotpf/session.h>

#include <string>

namespace iotpf::tests {

// What is known of a field: `unobserved`, `absent`, or its values with `|`
// between them: numbers in decimal, bytes outside printable ASCII as `\xXX`, a
// named value behind `name=`. `~` behind a value: it is a prefix. `...` at the
// end: more may follow.
std::string Describe(const Session& session, Field field);

// `unobserved`, `absent` or `present`.
std::string Describe(Presence presence);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_DESCRIBE_SESSION_H_
