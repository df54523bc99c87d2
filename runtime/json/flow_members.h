// The members of a session record that describe its flow.
#ifndef IOTPF_RUNTIME_JSON_FLOW_MEMBERS_H_
#define IOTPF_RUNTIME_JSON_FLOW_MEMBERS_H_

#include <iotpf/result.h>
#include <iotpf/session.h>

#include <string_view>

#include "runtime/json/json_tree.h"
#include "runtime/protocols/protocol.h"

namespace iotpf::runtime {

// Says which member of a record is not as the schema says.
Error Expected(std::string_view member, std::string_view what);

// Whether the record has a member of a flow that makes it a session.
bool HasFlowMember(JsonView record);

// Reads all fields that are not of HTTP, but for server.name.
//
//   Errors   a member is not as the schema says.
Result<void> ReadFlowMembers(JsonView record, Session& session);

// Decides flow.protocol, and with it which records cannot come.
//
//   Requires  all members have been read. `is_plain`: the exchange is known to
//             have no TLS below it.
void SettleProtocol(JsonView record, bool is_plain, Session& session);

// Makes the records absent that a session of the protocol cannot have.
//
//   Input    `is_plain`: it is known that there is no TLS below the protocol.
//            Records that are known stay as they are.
void SetAbsentRecords(Protocol protocol, bool is_plain, Session& session);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_FLOW_MEMBERS_H_
