// The application protocols that have a name, and what each may carry.
#ifndef IOTPF_RUNTIME_PROTOCOLS_PROTOCOL_H_
#define IOTPF_RUNTIME_PROTOCOLS_PROTOCOL_H_

#include <iotpf/field.h>

#include <cstdint>
#include <string_view>

namespace iotpf::runtime {

// Rows of protocols.def.
enum class Protocol : uint8_t {
#define IOTPF_PROTOCOL(name, ...) name,
#include "runtime/protocols/protocols.def"
};

// The value of flow.protocol: `tls`, `http`. Empty for Protocol::Unknown.
std::string_view NameOf(Protocol protocol);

// Whether a flow of the protocol may hold the record, decoded here or not. A
// record that a flow cannot hold is absent; one that it may hold and that was
// not decoded is unobserved: HTTP within TLS, TLS within QUIC.
bool MayHold(Protocol protocol, Record record);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_PROTOCOL_H_
