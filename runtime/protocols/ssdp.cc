// SSDP: searches, their answers, and announcements.
//
// A message is the head of an HTTP message in one datagram, so its lines are
// read as those of HTTP are. A search says what it looks for (ST), an
// announcement what it is and on what (USN, SERVER), and the answer to a search
// all three.

#include "runtime/protocols/ssdp.h"

#include "runtime/protocols/ascii.h"
#include "runtime/protocols/http_head.h"

#include <vector>

namespace iotpf::runtime {
namespace {

// The first line, without its end. False, and the line so far, where the bytes
// end before it does.
bool TakeLine(std::string_view& bytes, std::string_view& line) {
  const size_t end = bytes.find('\n');
  line = bytes.substr(0, end);
  bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return end != std::string_view::npos;
}

// What a message may show, by its start line.
struct Kind {
  bool is_known = false;
  bool has_target = false;
  bool has_server = false;
};

Kind KindOf(std::string_view start_line) {
  HttpResponse response;
  if (ParseStartLine(start_line, response)) return {true, true, true};
  HttpRequest request;
  if (!ParseStartLine(start_line, request)) return {};
  return {true, EqualsIgnoringCase(request.method, "M-SEARCH"),
          EqualsIgnoringCase(request.method, "NOTIFY")};
}

// The fields of the head behind the start line. False where some may be
// missing.
bool ReadFields(std::string_view bytes, bool is_cut, DecodeCounters& counters,
                std::vector<HttpHeader>& headers) {
  while (!bytes.empty()) {
    std::string_view line;
    const bool is_whole = TakeLine(bytes, line) || !is_cut;
    if (is_whole && line.empty()) return true;
    if (!is_whole || headers.size() >= kMaxHttpFields) return false;
    if (!AddFieldLine(line, headers)) ++counters.http_malformed_fields;
  }
  return !is_cut;
}

}  // namespace

void SsdpFlow::OnDatagram(Sender, std::string_view bytes, bool is_cut,
                          const ByteOrigin&) {
  std::string_view start_line;
  TakeLine(bytes, start_line);
  const Kind kind = KindOf(start_line);
  if (!kind.is_known) {
    if (!is_cut) ++counters_.ssdp_malformed_messages;
    is_open_ = true;
    return;
  }
  has_message_ = true;
  std::vector<HttpHeader> headers;
  if (!ReadFields(bytes, is_cut, counters_, headers)) is_open_ = true;
  for (const HttpHeader& header : headers) {
    const auto is = [&header](std::string_view name) {
      return EqualsIgnoringCase(header.name, name);
    };
    if (kind.has_target && is("ST")) targets_.Add(header.value);
    if (kind.has_server && is("SERVER")) servers_.Add(header.value);
    if (kind.has_server && is("USN")) names_.Add(header.value);
  }
}

void SsdpFlow::OnEnd(bool complete) {
  if (!complete) is_open_ = true;
}

void SsdpFlow::Write(Session& session) const {
  if (!has_message_) return;
  session.SetPresent(Record::Ssdp);
  targets_.Write(Field::SsdpSt, !is_open_, session);
  servers_.Write(Field::SsdpServer, !is_open_, session);
  names_.Write(Field::SsdpUsn, !is_open_, session);
}

}  // namespace iotpf::runtime
