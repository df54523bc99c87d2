// The session that a test inside rules shows.
#ifndef IOTPF_TOOLS_TEST_SESSION_H_
#define IOTPF_TOOLS_TEST_SESSION_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>
#include <iotpf/session.h>

namespace iotpf::tools {

// Fills `session`, which views `test`, with what the test shows.
//
//   Errors  the raw message is no HTTP.
Result<void> ShowSession(const RuleTest& test, Session& session);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_TEST_SESSION_H_
