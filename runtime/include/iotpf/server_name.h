// The name of the server that a session speaks to.
#ifndef IOTPF_SERVER_NAME_H_
#define IOTPF_SERVER_NAME_H_

#include <iotpf/session.h>

#include <string_view>

namespace iotpf {

// Decides `server.name`: the Host of an exchange, else the SNI, else
// `dns_name`, the name by which an earlier DNS answer gave the address (empty:
// none did). Call it once no better source can come any more.
//
//   Input    `dns_name` outlives the session or is kept by it.
//   Output   present, or unobserved when no name is known: a server has a name
//            that the capture does not show.
//   Source   grammar/README.md, `server.name`.
void SettleServerName(Session& session, std::string_view dns_name = {});

}  // namespace iotpf

#endif  // IOTPF_SERVER_NAME_H_
