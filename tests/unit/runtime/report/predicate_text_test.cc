// Tests of compiled rules, as rules write them.
#include "runtime/report/predicate_text.h"

#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Bytes;
using tests::Image;
using tests::ImageBuilder;
using tests::Integers;
using tests::Masked;
using tests::Network;

constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();
constexpr int64_t kHighest = std::numeric_limits<int64_t>::max();
constexpr uint32_t kSubtree = IOTPF_CONSTANT_SUBTREE | IOTPF_CONSTANT_NOCASE;
constexpr uint32_t kNocase = IOTPF_CONSTANT_NOCASE;

struct Case {
  iotpf_predicate_op op;
  Field field;
  std::string_view key;
  std::vector<ir::Constant> constants;
  std::string_view text;
  uint64_t number = 0;
};

std::string TextOf(const Case& c, const PredicateStyle& style = {}) {
  ImageBuilder builder;
  builder.Test(c.op, builder.Reading(c.field, c.key), c.constants, c.number);
  const Image image = builder.Build();
  return PredicateText(image.view(), 0, style);
}

TEST_CASE("each operation, each kind of constant") {
  const std::vector<Case> cases = {
      {IOTPF_OP_EQUAL,
       Field::RequestHost,
       "",
       {Bytes("a.b", kNocase)},
       "http.request.host == \"a.b\""},
      {IOTPF_OP_EQUAL,
       Field::RequestHost,
       "",
       {Bytes("a.b", kSubtree)},
       "http.request.host under \"a.b\""},
      {IOTPF_OP_EQUAL,
       Field::RequestHost,
       "",
       {Bytes("a", kNocase), Bytes("b", kSubtree)},
       "http.request.host in [\"a\", \".b\"]"},
      {IOTPF_OP_NOT_EQUAL,
       Field::RequestPath,
       "",
       {Bytes("/")},
       "http.request.path != \"/\""},
      {IOTPF_OP_STARTS_WITH,
       Field::RequestPath,
       "",
       {Bytes("/a", kNocase)},
       "http.request.path starts_with nocase \"/a\""},
      {IOTPF_OP_ENDS_WITH,
       Field::RequestPath,
       "",
       {Bytes("\"\x1b[")},
       "http.request.path ends_with \"\\\"\\x1b[\""},
      {IOTPF_OP_CONTAINS,
       Field::ResponseHeader,
       "server",
       {Bytes("x")},
       "http.response.header[\"server\"] contains \"x\""},
      {IOTPF_OP_AT,
       Field::PayloadClient,
       "",
       {Bytes(std::string("\x21\0", 2))},
       "payload.client at 4 == x\"21 00\"",
       4},
      {IOTPF_OP_AT,
       Field::PayloadClient,
       "",
       {Masked("\x20\x01", "\xf0\x0f")},
       "payload.client at 0 == x\"2? ?1\""},
      {IOTPF_OP_PRESENT, Field::TlsSni, "", {}, "tls.sni is present"},
      {IOTPF_OP_ABSENT, Field::TlsSni, "", {}, "tls.sni is absent"},
      {IOTPF_OP_EQUAL,
       Field::ServerPort,
       "",
       {Integers(80, 80)},
       "server.port == 80"},
      {IOTPF_OP_EQUAL,
       Field::ServerPort,
       "",
       {Integers(1, 9)},
       "server.port in 1..9"},
      {IOTPF_OP_EQUAL,
       Field::ServerPort,
       "",
       {Integers(1, kHighest)},
       "server.port >= 1"},
      {IOTPF_OP_EQUAL,
       Field::ServerPort,
       "",
       {Integers(kLowest, 9)},
       "server.port <= 9"},
      {IOTPF_OP_EQUAL,
       Field::ServerPort,
       "",
       {Integers(1, 9), Integers(20, 20)},
       "server.port in [1..9, 20]"},
      {IOTPF_OP_EQUAL, Field::ServerPort, "", {}, "server.port in []"},
      {IOTPF_OP_EQUAL,
       Field::ServerIp,
       "",
       {Network(std::string("\x0a\0\0\0", 4), 8)},
       "server.ip in 10.0.0.0/8"},
      {IOTPF_OP_EQUAL,
       Field::ServerIp,
       "",
       {Network(std::string("\x0a\0\0\1", 4), 32)},
       "server.ip == 10.0.0.1"},
      {IOTPF_OP_EQUAL,
       Field::ClientMac,
       "",
       {Network(std::string("\xa4\xcf\x12\0\0\0", 6), 24)},
       "client.mac in a4:cf:12:00:00:00/24"},
      {IOTPF_OP_EQUAL,
       Field::ResponseJson,
       "/a",
       {tests::Boolean(true), tests::Null(), Bytes("x")},
       "http.response.json[\"/a\"] in [true, null, \"x\"]"},
      {IOTPF_OP_COUNT,
       Field::TlsAlpn,
       "",
       {Integers(2, kHighest)},
       "count(tls.alpn) >= 2"},
      {IOTPF_OP_COUNT,
       Field::TlsAlpn,
       "",
       {Integers(0, 2)},
       "count(tls.alpn) <= 2"},
      {IOTPF_OP_COUNT,
       Field::TlsAlpn,
       "",
       {Integers(kLowest, 1), Integers(3, kHighest)},
       "count(tls.alpn) != 2"},
  };
  for (const Case& c : cases) CHECK(TextOf(c) == c.text);
}

TEST_CASE("regexes and records") {
  ImageBuilder builder;
  const uint32_t regex = builder.Regex("^a\\/b", IOTPF_REGEX_NOCASE);
  builder.Test(IOTPF_OP_MATCHES, builder.Reading(Field::RequestPath),
               {tests::RegexConstant(regex)});
  builder.TestRecord(Record::HttpRequest, Stage::RequestHead);
  const Image image = builder.Build();
  CHECK(PredicateText(image.view(), 0) ==
        "http.request.path matches /^a\\/b/i");
  CHECK(PredicateText(image.view(), 1) == "http.request is present");
}

TEST_CASE("long lists and constants are shortened") {
  Case c = {IOTPF_OP_EQUAL, Field::TlsAlpn, "", {}, ""};
  for (int i = 0; i < 9; ++i) c.constants.push_back(Bytes(std::to_string(i)));
  CHECK(TextOf(c) == R"(tls.alpn in ["0", "1", "2", "3", 5 more])");
  CHECK(TextOf(c, {2, 100, 100}) == R"(tls.alpn in ["0", "1", 7 more])");
  c.constants = {Bytes(std::string(100, 'x')), Bytes("y")};
  CHECK(TextOf(c, {4, 20, 10}) == R"(tls.alpn in ["xxxxxxx...", "y"])");
  CHECK(TextOf(c, {4, 14, 10}) == R"(tls.alpn in ["xxxxxxx...", 1 more])");
  const Case hex = {IOTPF_OP_AT,
                    Field::PayloadClient,
                    "",
                    {Bytes(std::string(90, '\xff'))},
                    ""};
  CHECK(TextOf(hex, {4, 40, 14}) == "payload.client at 0 == x\"ff ff ff ...\"");
}

}  // namespace
}  // namespace iotpf::runtime
