// What the formats of decoded exchanges share: texts to fields of a session.
#ifndef IOTPF_RUNTIME_JSON_EXCHANGE_FIELDS_H_
#define IOTPF_RUNTIME_JSON_EXCHANGE_FIELDS_H_

#include <iotpf/session.h>

#include <string_view>

namespace iotpf::runtime {

// Where a request went.
struct RequestPlace {
  std::string_view url;          // absolute, or path and query; or empty
  std::string_view authority;    // `:authority` of HTTP/2, before all else
  std::string_view host_header;  // after all else
};

enum class Scheme : uint8_t { Unknown, Plain, Encrypted };

// Writes target, path, host and server port of a request, as far as they are
// known; of an absolute URL the target in origin form, and the default port of
// its scheme. Returns whether the scheme has TLS below it.
//
//   Output   the session keeps its own bytes.
//   Source   RFC 9112, section 3.2; RFC 9110, section 4.2.
Scheme WriteRequestPlace(const RequestPlace& place, Session& session);

// Writes `HTTP/1.1`, `http/1.1`, `1.1`, `h2`, `HTTP/3`, ... as `1.1`, `2`, `3`.
// Another text is no version: unobserved.
void WriteVersion(Field field, std::string_view text, Session& session);

// Adds one line of a header section.
void WriteHeader(Field field, std::string_view name, std::string_view value,
                 Session& session);

// Writes a value; empty, it is absent.
void WriteText(Field field, std::string_view text, Session& session,
               bool partial = false);

// Records that have a present field are present.
void SettleRecord(Record record, Session& session);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_EXCHANGE_FIELDS_H_
