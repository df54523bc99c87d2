// The session that one JSON object describes.
#ifndef IOTPF_RUNTIME_JSON_SESSION_RECORD_H_
#define IOTPF_RUNTIME_JSON_SESSION_RECORD_H_

#include <iotpf/result.h>
#include <iotpf/session.h>

#include "runtime/json/json_tree.h"

namespace iotpf::runtime {

// Fills a new session from a record of README.md's schema.
//
//   Output   the session keeps its own bytes.
//   Errors   a member is not as the schema says: the message names it and what
//            was expected.
Result<void> ReadSessionRecord(JsonView record, Session& session);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_SESSION_RECORD_H_
