#include "runtime/json/har_file.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/describe_session.h"

namespace iotpf::runtime {
namespace {

using tests::Describe;

Result<HarFile> FromText(std::string text) {
  return HarFile::Read(InputFile::FromBytes("x.har", std::move(text)));
}

std::string Wrap(std::string_view entries) {
  return R"({"log":{"version":"1.2","entries":[)" + std::string(entries) +
         "]}}";
}

struct Row {
  std::string_view entry;
  Field field;
  std::string expected;
};

void Check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.entry);
    CAPTURE(InfoOf(row.field).path);
    Result<HarFile> har = FromText(Wrap(row.entry));
    REQUIRE(har);
    Session session;
    const Result<bool> read = har->Next(session);
    REQUIRE(read);
    REQUIRE(*read);
    CHECK(Describe(session, row.field) == row.expected);
  }
}

TEST_CASE("an entry becomes an exchange") {
  const std::string_view full = R"({
    "id": "e1", "startedDateTime": "1970-01-01T00:00:02.5Z",
    "serverIPAddress": "[::1]",
    "request": {"method": "GET", "url": "https://a.com:444/p?x=1#f",
      "httpVersion": "HTTP/2.0", "bodySize": 0,
      "headers": [{"name": ":authority", "value": "b.com:444"},
                  {"name": ":path", "value": "/p?x=1"},
                  {"name": "Cookie", "value": "a=1"}]},
    "response": {"status": 200, "statusText": "", "httpVersion": "h2",
      "headers": [{"name": "set-cookie", "value": "a=1\nb=2"}],
      "content": {"size": 3, "text": "Zm9v", "encoding": "base64"}}})";
  const std::string_view sparse = R"({
    "request": {"method": "GET", "url": "http://a.com/", "headers": [],
      "httpVersion": "unknown", "bodySize": -1},
    "response": {"status": 304, "headers": [], "statusText": "Not Modified",
      "httpVersion": "HTTP/1.1", "content": {"size": 10}}})";
  const std::string_view blocked = R"({
    "request": {"method": "POST", "url": "https://a.com/", "bodySize": 3},
    "response": {"status": 0, "statusText": "", "headers": [],
      "content": {"size": 0}}})";
  const std::string_view empty = R"({
    "request": {"url": "/p", "headers": [{"name": "HOST", "value": "h.com"}],
      "httpVersion": "h3"},
    "response": {"status": 204, "content": {"size": 0, "text": ""},
      "headers": [{"name": "A", "value": "b"}]}})";
  const std::string_view posted = R"({
    "request": {"url": "http://a.com/", "postData": {"text": "a=1&b"}},
    "response": {"status": 200, "content": {"text": "!", "encoding": "base64"}
    }})";
  const std::string_view params = R"({
    "request": {"url": "http://a.com/", "postData": {
      "mimeType": "application/x-www-form-urlencoded; charset=UTF-8",
      "params": [{"name": "a b", "value": "1&2"}, {"name": "c"}]}}})";
  const std::string_view multipart = R"({
    "request": {"url": "http://a.com/", "bodySize": 0, "postData": {
      "mimeType": "multipart/form-data", "params": [{"name": "a"}]}}})";
  Check({
      {full, Field::RequestMethod, "GET"},
      {full, Field::RequestTarget, "/p?x=1"},
      {full, Field::RequestPath, "/p"},
      {full, Field::RequestHost, "b.com"},
      {full, Field::RequestVersion, "2"},
      {full, Field::RequestHeader, "Cookie=a=1"},
      {full, Field::RequestBody, "absent"},
      {full, Field::ResponseStatus, "200"},
      {full, Field::ResponseReason, "absent"},
      {full, Field::ResponseVersion, "2"},
      {full, Field::ResponseHeader, "set-cookie=a=1|set-cookie=b=2"},
      {full, Field::ResponseBody, "foo"},
      {full, Field::ServerPort, "444"},
      {full, Field::ServerName, "b.com"},
      {full, Field::FlowTransport, "tcp"},
      {full, Field::FlowProtocol, "http"},
      {full, Field::TlsSni, "unobserved"},
      {full, Field::DnsQname, "absent"},
      {full, Field::ClientIp, "unobserved"},
      {sparse, Field::RequestHeader, "unobserved"},
      {sparse, Field::RequestBody, "unobserved"},
      {sparse, Field::RequestVersion, "unobserved"},
      {sparse, Field::ServerPort, "80"},
      {sparse, Field::TlsSni, "absent"},
      {sparse, Field::ResponseHeader, "unobserved"},
      {sparse, Field::ResponseReason, "Not Modified"},
      {sparse, Field::ResponseBody, "unobserved"},
      {blocked, Field::RequestBody, "unobserved"},
      {blocked, Field::ResponseStatus, "unobserved"},
      {blocked, Field::ResponseBody, "unobserved"},
      {blocked, Field::ServerPort, "443"},
      {empty, Field::RequestMethod, "unobserved"},
      {empty, Field::RequestPath, "/p"},
      {empty, Field::RequestHost, "h.com"},
      {empty, Field::FlowTransport, "udp"},
      {empty, Field::ServerPort, "unobserved"},
      {empty, Field::ResponseBody, "absent"},
      {empty, Field::ResponseReason, "unobserved"},
      {posted, Field::RequestBody, "a=1&b"},
      {posted, Field::ResponseBody, "unobserved"},
      {params, Field::RequestBody, "a%20b=1%262&c="},
      {params, Field::ResponseStatus, "unobserved"},
      {multipart, Field::RequestBody, "unobserved"},
  });
  Result<HarFile> har = FromText(Wrap(full));
  REQUIRE(har);
  Session session;
  REQUIRE(har->Next(session));
  CHECK(session.id == "e1");
  CHECK(session.time_ns == 2'500'000'000);
  CHECK(session.kind == SessionKind::Exchange);
  CHECK(session.presence(Record::HttpResponse) == Presence::Present);
  CHECK(session[Field::ServerIp].values[0].size == 16);
}

TEST_CASE("an entry that is none is named, and the next ones are read") {
  Result<HarFile> har =
      FromText(Wrap(R"(7,{"request":7},{"request":{"url":"http://a.com/"}})"));
  REQUIRE(har);
  // The file moves; its entries stay where they are.
  HarFile moved = std::move(*har);
  Session session;
  for (const char* number : {"1", "2"}) {
    const Result<bool> read = moved.Next(session);
    REQUIRE(!read);
    CHECK(read.error().message ==
          "x.har: entry " + std::string(number) +
              ": `request`: expected an object; the entry is skipped");
  }
  Result<bool> read = moved.Next(session);
  REQUIRE(read);
  CHECK(*read);
  CHECK(session.Text(Field::RequestHost) == "a.com");
  read = moved.Next(session);
  REQUIRE(read);
  CHECK(!*read);
}

TEST_CASE("a file that is no HAR is refused") {
  struct Bad {
    std::string text;
    std::string_view expected;
  };
  const Bad rows[] = {
      {"",
       "x.har: is no JSON; a HAR is one JSON object, check that it is "
       "whole"},
      {"{\"log\":{",
       "x.har: is no JSON; a HAR is one JSON object, check that "
       "it is whole"},
      {"{}", "x.har: has no list `log.entries`; it is no HAR 1.2"},
      {"{\"log\":{\"entries\":{}}}",
       "x.har: has no list `log.entries`; it is no HAR 1.2"},
      {"{\"log\":{\"entries\":[]}})",
       "x.har: is no JSON; a HAR is one JSON object, check that it is whole"},
  };
  for (const Bad& row : rows) {
    CAPTURE(row.text);
    const Result<HarFile> har = FromText(row.text);
    REQUIRE(!har);
    CHECK(har.error().message == row.expected);
  }
  CHECK(FromText("\xEF\xBB\xBF" + Wrap("")));
  CHECK(FromText("onInputData(" + Wrap("") + ");\n"));
}

TEST_CASE("every HAR of the shared captures is read") {
  const std::filesystem::path root = "/work/shared/captures/files";
  if (!std::filesystem::exists(root)) {
    MESSAGE("skipped: " << root.string() << " is missing");
    return;
  }
  size_t files = 0;
  size_t entries = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(root)) {
    if (file.path().extension() != ".har") continue;
    CAPTURE(file.path().string());
    Result<InputFile> input = InputFile::Open(file.path());
    REQUIRE(input);
    Result<HarFile> har = HarFile::Read(std::move(*input));
    // One of them is broken on purpose.
    if (file.path().string().ends_with("not-json.har")) {
      CHECK(!har);
      continue;
    }
    REQUIRE(har);
    ++files;
    Session session;
    for (Result<bool> read = har->Next(session); !read || *read;
         read = har->Next(session)) {
      CHECK(read);
      ++entries;
    }
  }
  CHECK(files > 50);
  CHECK(entries > 843);
}

}  // namespace
}  // namespace iotpf::runtime
