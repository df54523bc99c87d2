// Archives of Fiddler: what their sessions show, and what hostile ones cost.
#include "runtime/proxy/saz_file.h"

#include <doctest/doctest.h>
#include <zip.h>

#include <string>
#include <utility>
#include <vector>

#include "runtime/limits.h"
#include "tests/support/read_sessions.h"

namespace iotpf::runtime {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

std::string Zip(const Entries& entries, const char* password = nullptr) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const whole = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(whole);
  zip_t* const archive = zip_open_from_source(whole, ZIP_CREATE, &error);
  REQUIRE(archive != nullptr);
  for (const auto& [name, bytes] : entries) {
    const zip_int64_t index = zip_file_add(
        archive, name.c_str(),
        zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
    REQUIRE(index >= 0);
    if (password != nullptr) {
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index),
                              ZIP_EM_AES_128, password);
    }
  }
  REQUIRE(zip_close(archive) == 0);
  REQUIRE(zip_source_open(whole) == 0);
  zip_source_seek(whole, 0, SEEK_END);
  std::string bytes(static_cast<size_t>(zip_source_tell(whole)), '\0');
  zip_source_seek(whole, 0, SEEK_SET);
  zip_source_read(whole, bytes.data(), bytes.size());
  zip_source_close(whole);
  zip_source_free(whole);
  return bytes;
}

using Reading = tests::StoredSessions;

Reading Read(std::string bytes) {
  DecodeCounters counters;
  auto saz =
      SazFile::Open(InputFile::FromBytes("x.saz", std::move(bytes)), counters);
  if (!saz) return {{}, {saz.error().message}};
  return tests::ReadSessions(*saz);
}

const std::string kAbout =
    "<Session SID=\"2\"><SessionTimers "
    "ClientConnected=\"2020-09-01T13:57:52.2-06:00\" "
    "ClientBeginRequest=\"2020-09-01T13:57:53.5-06:00\" /><SessionFlags>"
    "<SessionFlag N=\"x-clientport\" V=\"53000\" />"
    "<SessionFlag N=\"x-clientip\" V=\"10.0.0.7\" />"
    "<SessionFlag N=\"x-hostip\" V=\"198.51.100.3\" />"
    "</SessionFlags></Session>";
const std::string kRequest =
    "GET https://api.example.com:8443/v1?x=1 HTTP/1.1\r\n"
    "Host: api.example.com:8443\r\n\r\n";
const std::string kResponse =
    "HTTP/1.1 200 OK\r\nServer: lamp\r\nContent-Length: 2\r\n\r\n{}";

TEST_CASE("a session shows what the archive has of it") {
  const Reading reading = Read(Zip({{"raw/10_c.txt", kRequest},
                                    {"raw/2_c.txt", kRequest},
                                    {"raw/2_s.txt", kResponse},
                                    {"raw/2_m.xml", kAbout},
                                    {"_index.htm", "<html>"},
                                    {"raw/x_c.txt", kRequest}}));
  CHECK(reading.problems.empty());
  REQUIRE(reading.sessions.size() == 2);
  const Session& first = reading.sessions[0];
  CHECK(first.id == "2");
  CHECK(first.kind == SessionKind::Exchange);
  CHECK(first.time_ns == 1598990273'500'000'000);
  CHECK(first.Text(Field::RequestMethod) == "GET");
  CHECK(first.Text(Field::RequestTarget) == "/v1?x=1");
  CHECK(first.Text(Field::RequestPath) == "/v1");
  CHECK(first.Text(Field::RequestHost) == "api.example.com");
  CHECK(first.Number(Field::ServerPort) == 8443);
  CHECK(first.Text(Field::ClientIp) == std::string("\x0a\0\0\x07", 4));
  CHECK(first.Number(Field::ClientPort) == 53000);
  CHECK(first.Text(Field::ServerIp) == "\xc6\x33\x64\x03");
  CHECK(first.Text(Field::ServerName) == "api.example.com");
  CHECK(first.Number(Field::ResponseStatus) == 200);
  CHECK(first.Text(Field::ResponseBody) == "{}");
  CHECK(first.presence(Record::Tls) == Presence::Unobserved);
  const Session& second = reading.sessions[1];
  CHECK(second.id == "10");
  CHECK(second.presence(Record::HttpResponse) == Presence::Unobserved);
}

TEST_CASE("a plain URL has no TLS, a tunnel has no path") {
  const Reading reading = Read(Zip(
      {{"raw/1_c.txt", "GET http://a.example/ HTTP/1.1\r\n\r\n"},
       {"raw/2_c.txt",
        "CONNECT b.example:443 HTTP/1.1\r\nHost: b.example:443\r\n\r\n"
        "A ClientHello handshake was found."},
       {"raw/2_s.txt", "HTTP/1.1 200 Connection Established\r\n\r\nThis"}}));
  CHECK(reading.problems.empty());
  REQUIRE(reading.sessions.size() == 2);
  CHECK(reading.sessions[0].presence(Record::Tls) == Presence::Absent);
  CHECK(reading.sessions[0].Number(Field::ServerPort) == 80);
  CHECK(reading.sessions[1].Text(Field::RequestHost) == "b.example");
  CHECK(reading.sessions[1][Field::RequestPath].presence == Presence::Absent);
}

TEST_CASE("what cannot be read is told, and the others are read") {
  const std::string good = Zip({{"raw/1_c.txt", kRequest}});
  struct Case {
    const char* name;
    std::string bytes;
    size_t sessions;
    const char* problem;
  };
  std::string damaged = Zip({{"raw/1_c.txt", kRequest + std::string(500, 'x')},
                             {"raw/2_c.txt", kRequest}});
  damaged[60] ^= 0x55;
  const std::vector<Case> cases = {
      {"empty", "", 0, "no sessions"},
      {"noise", "PK\3\4 raw/ noise", 0, "no archive"},
      {"cut", good.substr(0, good.size() - 10), 0, "no archive"},
      {"another archive", Zip({{"readme", "text"}}), 0, "no sessions"},
      {"no HTTP", Zip({{"raw/1_c.txt", "noise"}, {"raw/2_c.txt", kRequest}}), 1,
       "session 1 is no HTTP"},
      {"damaged", damaged, 1, "session 1 cannot be unpacked"},
      {"encrypted", Zip({{"raw/1_c.txt", kRequest}}, "secret"), 0,
       "cannot be unpacked"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Reading reading = Read(c.bytes);
    CHECK(reading.sessions.size() == c.sessions);
    REQUIRE(reading.problems.size() == 1);
    CAPTURE(reading.problems[0]);
    CHECK(reading.problems[0].starts_with("x.saz: "));
    CHECK(reading.problems[0].find(c.problem) != std::string::npos);
  }
}

TEST_CASE("an archive that unpacks to too much ends early") {
  const std::string zeros =
      "GET http://a.example/ HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n" +
      std::string(kSazMessageBytes, '\0');
  Entries entries;
  constexpr size_t kEntries = 100;
  for (size_t i = 1; i <= kEntries; ++i) {
    entries.emplace_back("raw/" + std::to_string(i) + "_c.txt", zeros);
  }
  const Reading reading = Read(Zip(entries));
  CHECK(reading.sessions.size() >= kSazUnpackedBytes / kSazMessageBytes);
  CHECK(reading.sessions.size() < kEntries);
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.problems[0].find("64 times its size") != std::string::npos);
  const FieldState& body = reading.sessions[0][Field::RequestBody];
  REQUIRE(body.values.size() == 1);
  CHECK(body.values[0].flags == IOTPF_VALUE_PARTIAL);
}

}  // namespace
}  // namespace iotpf::runtime
