// Sessions of captures and decoded ones are reported alike: by the rows of
// fields.def that they show. What they do not show is empty.
//
// A session is a view of a flow that is about to be freed, so what is said of
// it is copied: into one arena for all sessions of a shard, since a string of
// its own for each part would cost more than judging the session.
#include "runtime/scan/session_report.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace iotpf::runtime {
namespace {

// An address of 4 or 16 bytes; empty for anything else.
std::string_view AddressOf(const Session& session, Field field) {
  const std::string_view address = session.Text(field).value_or("");
  const bool is_known = address.size() == 4 || address.size() == 16;
  return is_known ? address : std::string_view();
}

std::optional<uint16_t> PortOf(const Session& session, Field field) {
  const std::optional<int64_t> number = session.Number(field);
  if (!number || *number < 0 || *number > 65535) return std::nullopt;
  return static_cast<uint16_t>(*number);
}

// The bytes of an IPv4 address as they are written, with the dot behind them.
struct OctetText {
  std::array<char, 4> text;
  uint8_t size;
};
constexpr std::array<OctetText, 256> kOctets = [] {
  std::array<OctetText, 256> octets{};
  for (size_t i = 0; i < octets.size(); ++i) {
    OctetText& octet = octets[i];
    if (i >= 100) octet.text[octet.size++] = static_cast<char>('0' + i / 100);
    if (i >= 10) {
      octet.text[octet.size++] = static_cast<char>('0' + i / 10 % 10);
    }
    octet.text[octet.size++] = static_cast<char>('0' + i % 10);
    octet.text[octet.size++] = '.';
  }
  return octets;
}();

void WriteAddress(std::string_view address, std::string& text) {
  text.clear();
  if (address.size() == 4) {
    // Ten times as fast as inet_ntop, and most addresses are these.
    std::array<char, 16> digits;
    size_t size = 0;
    for (const char byte : address) {
      const OctetText& octet = kOctets[static_cast<uint8_t>(byte)];
      std::memcpy(digits.data() + size, octet.text.data(), octet.text.size());
      size += octet.size;
    }
    text.assign(digits.data(), size - 1);
  } else if (address.size() == 16) {
    char digits[INET6_ADDRSTRLEN];
    text = inet_ntop(AF_INET6, address.data(), digits, sizeof(digits));
  }
}

}  // namespace

DraftReport MakeDraft(const Session& session, Verdict verdict,
                      std::shared_ptr<const Explanation> explanation,
                      TextArena& texts) {
  const auto text = [&](Field field) {
    return texts.Copy(session.Text(field).value_or(""));
  };
  DraftReport draft;
  draft.kind = session.kind;
  draft.id = texts.Copy(session.id);
  draft.time_ns = session.time_ns;
  draft.transport = text(Field::FlowTransport);
  draft.client_ip = texts.Copy(AddressOf(session, Field::ClientIp));
  draft.client_port = PortOf(session, Field::ClientPort);
  draft.server_ip = texts.Copy(AddressOf(session, Field::ServerIp));
  draft.server_port = PortOf(session, Field::ServerPort);
  draft.server_name = text(Field::ServerName);
  draft.has_sni = !session.Text(Field::TlsSni).value_or("").empty();
  draft.protocol = text(Field::FlowProtocol);
  if (session.kind == SessionKind::Exchange) {
    draft.method = text(Field::RequestMethod);
    draft.host = text(Field::RequestHost);
    draft.path = text(Field::RequestPath);
    draft.has_request =
        !draft.method.empty() || !draft.host.empty() || !draft.path.empty();
  }
  draft.verdict = std::move(verdict);
  draft.explanation = std::move(explanation);
  return draft;
}

void WriteReport(DraftReport&& draft, SessionReport& report) {
  report.kind = draft.kind;
  report.id = draft.id;
  report.time_ns = draft.time_ns;
  report.transport = draft.transport;
  WriteAddress(draft.client_ip, report.client.ip);
  report.client.port = draft.client_port;
  WriteAddress(draft.server_ip, report.server.ip);
  report.server.port = draft.server_port;
  report.server_name = draft.server_name;
  report.has_sni = draft.has_sni;
  report.protocol = draft.protocol;
  if (!draft.has_request) {
    report.request.reset();
  } else {
    if (!report.request) report.request.emplace();
    report.request->method = draft.method;
    report.request->host = draft.host;
    report.request->path = draft.path;
  }
  report.verdict = std::move(draft.verdict);
  report.explanation = std::move(draft.explanation);
}

}  // namespace iotpf::runtime
