// What a session shows, for people.
#ifndef IOTPF_TOOLS_SESSION_TEXT_H_
#define IOTPF_TOOLS_SESSION_TEXT_H_

#include <iotpf/session.h>

#include <string>

namespace iotpf::tools {

// Values of one field that are shown; the others are counted.
inline constexpr size_t kMaxShownValues = 8;

// A line for each value: `tls.sni = "a.example"`. Printable; long values are
// cut.
std::string SessionText(const Session& session);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_SESSION_TEXT_H_
