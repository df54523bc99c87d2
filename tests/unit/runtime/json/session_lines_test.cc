#include "runtime/json/session_lines.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/limits.h"
#include "tests/support/describe_session.h"

namespace iotpf::runtime {
namespace {

using tests::Describe;

SessionLines FromText(std::string text) {
  return SessionLines(InputFile::FromBytes("x.jsonl", std::move(text)));
}

// The session of a text, as one line; its error as the id.
Session ReadOne(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  SessionLines lines = FromText(std::move(text));
  Session session;
  const Result<bool> read = lines.Next(session);
  if (!read) session.id = read.error().message;
  return session;
}

struct Row {
  std::string_view line;
  Field field;
  std::string expected;
};

void Check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CAPTURE(InfoOf(row.field).path);
    const Session session = ReadOne(std::string(row.line));
    CAPTURE(session.id);
    CHECK(Describe(session, row.field) == row.expected);
  }
}

TEST_CASE("a request line becomes method, target, path, host and port") {
  const std::string_view url =
      R"({"request":{"method":"GET","url":"https://a.com:8443/p/q?x=1#f"}})";
  const std::string_view plain = R"({"request":{"url":"http://a.com"}})";
  const std::string_view query = R"({"request":{"url":"http://a.com?x=1"}})";
  const std::string_view six =
      R"({"request":{"url":"https://u:p@[fe80::1]/x"}})";
  const std::string_view parts =
      R"({"request":{"method":"POST","host":"b.com:81","path":"/p?x=1"}})";
  const std::string_view path = R"({"request":{"host":null,"path":"/p"}})";
  const std::string_view header =
      R"({"request":{"url":"/p","headers":[["host","c.com:8080"]]}})";
  const std::string_view both = R"({"request":{"url":"http://a.com/",
      "host":"b.com","headers":[["Host","c.com"]]},"server":{"port":99}})";
  const std::string_view none =
      R"({"has":{"request_line":false},"request":{"method":"GET",
      "url":"http://a.com/"},"response":{"status":200}})";
  Check({
      {url, Field::RequestMethod, "GET"},
      {url, Field::RequestTarget, "/p/q?x=1"},
      {url, Field::RequestPath, "/p/q"},
      {url, Field::RequestHost, "a.com"},
      {url, Field::ServerPort, "8443"},
      {url, Field::ServerName, "a.com"},
      {url, Field::FlowProtocol, "http"},
      {url, Field::FlowTransport, "unobserved"},
      {url, Field::RequestVersion, "unobserved"},
      {url, Field::TlsSni, "unobserved"},
      {url, Field::DnsQname, "absent"},
      {plain, Field::RequestTarget, "/"},
      {plain, Field::RequestPath, "/"},
      {plain, Field::ServerPort, "80"},
      {plain, Field::TlsSni, "absent"},
      {plain, Field::RequestMethod, "unobserved"},
      {query, Field::RequestTarget, "/?x=1"},
      {query, Field::RequestPath, "/"},
      {six, Field::RequestHost, "fe80::1"},
      {six, Field::ServerPort, "443"},
      {parts, Field::RequestHost, "b.com"},
      {parts, Field::RequestTarget, "/p?x=1"},
      {parts, Field::RequestPath, "/p"},
      {parts, Field::ServerPort, "unobserved"},
      {path, Field::RequestPath, "/p"},
      {path, Field::RequestHost, "unobserved"},
      {path, Field::ServerName, "unobserved"},
      {header, Field::RequestHost, "c.com"},
      {both, Field::RequestHost, "a.com"},
      {both, Field::ServerPort, "99"},
      {none, Field::RequestMethod, "unobserved"},
      {none, Field::RequestHost, "unobserved"},
      {none, Field::ResponseStatus, "200"},
  });
}

TEST_CASE("what is not recorded is unobserved, never absent") {
  const std::string_view empty =
      R"({"request":{"method":null,"url":null,"headers":[],"body":null},
      "response":{"status":null,"reason":null,"headers":[],"body":"{}"}})";
  const std::string_view has =
      R"({"has":{"request_headers":false,"request_body":false,
      "response_status":false,"response_headers":false,"response_body":false},
      "request":{"headers":[["A","1"]],"body":"x"},
      "response":{"status":200,"reason":"OK","headers":[["B","2"]],"body":""}
      })";
  const std::string_view recorded =
      R"({"authenticity":"recorded","response":{"headers":[["A","1"],["B",""]],
      "status":404,"reason":"","body":""}})";
  const std::string_view filtered =
      R"({"authenticity":"recorded-filtered","response":{"headers":[["A","1"]]
      }})";
  const std::string_view fixture =
      R"({"authenticity":"fixture-derived","request":{"headers":[["A","1"]]
      }})";
  const std::string_view pasted =
      R"({"authenticity":"pasted","request":{"headers":[["A","1"]]}})";
  const std::string_view plain = R"({"request":{"headers":[["A","1"]]}})";
  const std::string_view gone = R"({"request":{"headers":false,"body":false}})";
  const std::string_view cut =
      R"({"flags":["response body truncated to 64KiB"],
      "request":{"body":"x"},"response":{"body":"abc"}})";
  Check({
      {empty, Field::RequestMethod, "unobserved"},
      {empty, Field::RequestHeader, "unobserved"},
      {empty, Field::RequestBody, "unobserved"},
      {empty, Field::ResponseStatus, "unobserved"},
      {empty, Field::ResponseReason, "unobserved"},
      {empty, Field::ResponseHeader, "unobserved"},
      {empty, Field::ResponseBody, "{}"},
      {has, Field::RequestHeader, "unobserved"},
      {has, Field::RequestBody, "unobserved"},
      {has, Field::ResponseStatus, "unobserved"},
      {has, Field::ResponseReason, "unobserved"},
      {has, Field::ResponseHeader, "unobserved"},
      {has, Field::ResponseBody, "unobserved"},
      {recorded, Field::ResponseHeader, "A=1|B="},
      {recorded, Field::ResponseStatus, "404"},
      {recorded, Field::ResponseReason, "absent"},
      {recorded, Field::ResponseBody, "absent"},
      {filtered, Field::ResponseHeader, "A=1..."},
      {filtered, Field::RequestHeader, "unobserved"},
      {fixture, Field::RequestHeader, "A=1..."},
      {pasted, Field::RequestHeader, "A=1..."},
      {plain, Field::RequestHeader, "A=1"},
      {gone, Field::RequestHeader, "absent"},
      {gone, Field::RequestBody, "absent"},
      {cut, Field::ResponseBody, "abc~"},
      {cut, Field::RequestBody, "x"},
  });
  Session session = ReadOne(std::string(empty));
  CHECK(session.presence(Record::HttpRequest) == Presence::Unobserved);
  CHECK(session.presence(Record::HttpResponse) == Presence::Present);
  CHECK(session.kind == SessionKind::Exchange);
}

TEST_CASE("flows are written by hand") {
  const std::string_view tls =
      R"({"id":7,"time":"1970-01-01T00:00:01Z","transport":"tcp",
      "client":{"ip":"10.0.0.2","port":50000,"mac":"a4:cf:12:00:00:01"},
      "server":{"ip":"::1","port":8883,"name":"dns.example"},
      "tls":{"sni":"s.example","alpn":["h2","http/1.1"],"version":772}})";
  const std::string_view no_sni =
      R"({"server":{"name":"dns.example"},"tls":{"sni":false,"alpn":[]}})";
  const std::string_view payload =
      R"({"transport":"udp","server":{"port":8053},
      "payload":{"client":["2131 00","3121"],"server":"ff"},"tls":false})";
  const std::string_view dns =
      R"({"dns":{"qname":"a.com","qtype":[1,28],"answer":["1.2.3.4"]}})";
  const std::string_view mqtt =
      R"({"protocol":"mqtt","mqtt":{"client_id":"c","topic":["a/b","c"]}})";
  const std::string_view bare = R"({"server":{"port":1}})";
  Check({
      {tls, Field::FlowTransport, "tcp"},
      {tls, Field::FlowProtocol, "tls"},
      {tls, Field::ClientIp, "\\x0A\\x00\\x00\\x02"},
      {tls, Field::ClientPort, "50000"},
      {tls, Field::ClientMac, "\\xA4\\xCF\\x12\\x00\\x00\\x01"},
      {tls, Field::ServerPort, "8883"},
      {tls, Field::ServerName, "s.example"},
      {tls, Field::TlsSni, "s.example"},
      {tls, Field::TlsAlpn, "h2|http/1.1"},
      {tls, Field::TlsVersion, "772"},
      {tls, Field::RequestHost, "unobserved"},
      {no_sni, Field::TlsSni, "absent"},
      {no_sni, Field::TlsAlpn, "unobserved"},
      {no_sni, Field::ServerName, "dns.example"},
      {payload, Field::PayloadClient, "!1\\x00|1!"},
      {payload, Field::PayloadServer, "\\xFF"},
      {payload, Field::TlsSni, "absent"},
      {payload, Field::FlowProtocol, "unobserved"},
      {payload, Field::DnsQname, "unobserved"},
      {dns, Field::DnsQname, "a.com"},
      {dns, Field::DnsQtype, "1|28"},
      {dns, Field::DnsAnswer, "\\x01\\x02\\x03\\x04"},
      {dns, Field::DnsCname, "unobserved"},
      {dns, Field::FlowProtocol, "dns"},
      {dns, Field::TlsSni, "absent"},
      {dns, Field::RequestHost, "absent"},
      {mqtt, Field::MqttTopic, "a/b|c"},
      {mqtt, Field::TlsSni, "absent"},
      {bare, Field::RequestHost, "unobserved"},
      {bare, Field::FlowProtocol, "unobserved"},
  });
  Session session = ReadOne(std::string(tls));
  CHECK(session.id == "7");
  CHECK(session.time_ns == 1'000'000'000);
  CHECK(session.kind == SessionKind::Flow);
  CHECK(session.presence(Record::Tls) == Presence::Present);
  CHECK(session.presence(Record::Flow) == Presence::Present);
  session = ReadOne(std::string(payload));
  CHECK(session.presence(Record::Tls) == Presence::Absent);
  CHECK(session.presence(Record::Payload) == Presence::Present);
}

TEST_CASE("members are the fields of the table, inner objects included") {
  const std::string_view tls =
      R"({"tls":{"cipher":49195,"ja3":"AB12","cert":{"subject":"CN=a",
      "issuer":false,"san":["a.com","*.b.com"]}}})";
  const std::string_view no_cert = R"({"tls":{"ja4":"t13","cert":false}})";
  const std::string_view coap = R"({"coap":{"path":"/a"},"mdns":false})";
  const std::string_view mdns = R"({"mdns":{"service":["_hap._tcp.local"]}})";
  const std::string_view ssdp =
      R"({"ssdp":{"st":"ssdp:all","server":["x","y"],"usn":false}})";
  const std::string_view dhcp =
      R"({"dhcp":{"vendor_class":"udhcp","hostname":"Lamp.","params":[1,42]}})";
  Check({
      {tls, Field::FlowProtocol, "tls"},
      {tls, Field::TlsCipher, "49195"},
      {tls, Field::TlsJa3, "AB12"},
      {tls, Field::TlsJa4, "unobserved"},
      {tls, Field::TlsCertSubject, "CN=a"},
      {tls, Field::TlsCertIssuer, "absent"},
      {tls, Field::TlsCertSan, "a.com|*.b.com"},
      {tls, Field::CoapPath, "unobserved"},
      {tls, Field::SsdpSt, "absent"},
      {no_cert, Field::TlsJa4, "t13"},
      {no_cert, Field::TlsCertSubject, "absent"},
      {no_cert, Field::TlsCertSan, "absent"},
      {coap, Field::FlowProtocol, "coap"},
      {coap, Field::CoapPath, "/a"},
      {coap, Field::MdnsService, "absent"},
      {mdns, Field::MdnsService, "_hap._tcp.local"},
      {mdns, Field::DnsQname, "absent"},
      {ssdp, Field::SsdpSt, "ssdp:all"},
      {ssdp, Field::SsdpServer, "x|y"},
      {ssdp, Field::SsdpUsn, "absent"},
      {dhcp, Field::DhcpVendorClass, "udhcp"},
      {dhcp, Field::DhcpHostname, "Lamp"},
      {dhcp, Field::DhcpParams, "1|42"},
      {dhcp, Field::CoapPath, "absent"},
  });
}

TEST_CASE("a line that is no session is named, and the next ones are read") {
  struct Bad {
    std::string_view line;
    std::string_view expected;
  };
  const Bad rows[] = {
      {"nonsense",
       "is no JSON object; each line holds one session as a JSON object"},
      {"[]", "is no JSON object; each line holds one session as a JSON object"},
      {"{\"request\":{}",
       "is no JSON object; each line holds one session as a JSON object"},
      {"{\"id\":\"x\"}",
       "is no session; expected a member `request`, `response`, `client`, "
       "`server`, `payload`, `tls`, `dns`, `mqtt`, `coap`, `mdns`, `ssdp` or "
       "`dhcp`"},
      {R"({"request":"GET /"})", "`request`: expected an object"},
      {R"({"request":{"url":7}})", "`request.url`: expected a string or null"},
      {R"({"request":{"headers":{"a":"b"}}})",
       "`request.headers`: expected a list of [name, value] pairs of strings"},
      {R"({"response":{"headers":[["a"]]}})",
       "`response.headers`: expected a list of [name, value] pairs of "
       "strings"},
      {R"({"response":{"body":{}}})",
       "`response.body`: expected a string, null, or false for no body"},
      {R"({"response":{"status":99}})",
       "`response.status`: expected an integer from 100 to 999, or null"},
      {R"({"response":{"status":"200"}})",
       "`response.status`: expected an integer from 100 to 999, or null"},
      {R"({"id":{},"request":{}})", "`id`: expected a string or an integer"},
      {R"({"time":"now","request":{}})",
       "`time`: expected a time of RFC 3339, `2019-11-16T11:10:43Z`"},
      {R"({"tls":7})", "`tls`: expected an object"},
      {R"({"client":false})", "`client`: expected an object"},
      {R"({"tls":{"cert":"CN=a"}})", "`tls.cert`: expected an object"},
      {R"({"dhcp":{"params":[-1]}})",
       "`dhcp.params`: expected a list, each element an integer from 0 to "
       "65535"},
      {R"({"client":{"ip":"x"}})",
       "`client.ip`: expected an IP address as a string"},
      {R"({"client":{"port":65536}})",
       "`client.port`: expected an integer from 0 to 65535"},
      {R"({"transport":["tcp"],"tls":{}})", "`transport`: expected a string"},
      {R"({"dns":{"qname":[1]}})",
       "`dns.qname`: expected a list, each element a string"},
      {R"({"payload":{"client":["5"]}})",
       "`payload.client`: expected a list, each element bytes as a string of "
       "hexadecimal digits, `55cc`"},
      {R"({"server":{"name":1}})", "`server.name`: expected a string or null"},
  };
  std::string text = "\n";
  for (const Bad& row : rows) text += std::string(row.line) + "\n";
  text += "  \r\n{\"id\":\"last\",\"request\":{}}";
  SessionLines lines = FromText(text);
  Session session;
  size_t number = 1;
  for (const Bad& row : rows) {
    CAPTURE(row.line);
    const Result<bool> read = lines.Next(session);
    REQUIRE(!read);
    CHECK(read.error().message == "x.jsonl:" + std::to_string(++number) + ": " +
                                      std::string(row.expected));
  }
  Result<bool> read = lines.Next(session);
  REQUIRE(read);
  CHECK(*read);
  CHECK(session.id == "last");
  for (int i = 0; i < 2; ++i) {
    read = lines.Next(session);
    REQUIRE(read);
    CHECK(!*read);
  }
}

TEST_CASE("lines may be empty, end anyhow, and be too long") {
  SessionLines lines = FromText(
      "\xEF\xBB\xBF{\"id\":\"1\",\"request\":{}}\r\n\n{\"id\":\"2\","
      "\"request\":{},\"x\":\"" +
      std::string(kSessionLineBytes, 'x') +
      "\"}\n{\"id\":\"3\",\"request\":{}}\n");
  Session session;
  Result<bool> read = lines.Next(session);
  REQUIRE(read);
  CHECK(session.id == "1");
  read = lines.Next(session);
  REQUIRE(!read);
  CHECK(read.error().message ==
        "x.jsonl:3: is longer than 16 MiB; the line is skipped");
  read = lines.Next(session);
  REQUIRE(read);
  CHECK(session.id == "3");
  read = lines.Next(session);
  REQUIRE(read);
  CHECK(!*read);
  lines = FromText("");
  read = lines.Next(session);
  REQUIRE(read);
  CHECK(!*read);
}

TEST_CASE("every line of the development sessions is read") {
  const std::string path = "/work/shared/sessions/dev.jsonl";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: " << path << " is missing");
    return;
  }
  Result<InputFile> input = InputFile::Open(path);
  REQUIRE(input);
  SessionLines lines(std::move(*input));
  Session session;
  size_t count = 0;
  size_t cut = 0;
  while (true) {
    const Result<bool> read = lines.Next(session);
    if (!read) FAIL(read.error().message);
    if (!*read) break;
    ++count;
    CHECK(session.kind == SessionKind::Exchange);
    CHECK(!session.id.empty());
    const FieldState& body = session[Field::ResponseBody];
    if (!body.values.empty() && body.values[0].flags != 0) ++cut;
  }
  CHECK(count == 3370);
  CHECK(cut > 40);
}

}  // namespace
}  // namespace iotpf::runtime
