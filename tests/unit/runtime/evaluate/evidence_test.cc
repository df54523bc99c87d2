// Which features are shown for a condition, with which value, and how.
#include "runtime/evaluate/evidence.h"
#include "runtime/limits.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Bytes;
using tests::Image;
using tests::ImageBuilder;
using tests::Integers;
using tests::Slots;
using namespace std::string_view_literals;

std::vector<Evidence> Collect(const ImageBuilder& builder, const Slots& slots,
                              Stage stage = Stage::Stream) {
  const Image image = builder.Build();
  const auto regexes = RegexSet::Compile(image.view());
  REQUIRE(regexes.has_value());
  return CollectEvidence(image.view(), 0, slots.session(), *regexes, stage);
}

// One feature that holds when `field` is present; its evidence for one value.
struct OneField {
  explicit OneField(Field field, std::string_view key = "") : slots(1) {
    builder.Fingerprint(builder.Platform("a"), "device");
    const uint32_t node =
        builder.Test(IOTPF_OP_PRESENT, builder.Reading(field, key));
    builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                      builder.Feature("f", node));
  }
  Evidence Only() const {
    const std::vector<Evidence> evidence = Collect(builder, slots);
    REQUIRE(evidence.size() == 1);
    return evidence[0];
  }
  ImageBuilder builder;
  Slots slots;
};

TEST_CASE("fields as rules write them") {
  struct Case {
    Field field;
    std::string_view key;
    std::string_view expected;
  };
  for (const Case& c :
       {Case{Field::TlsSni, "", "tls.sni"},
        {Field::ResponseHeader, "server", "http.response.header[\"server\"]"},
        {Field::RequestHeader, "iothub-*", "http.request.header[\"iothub-*\"]"},
        {Field::RequestQuery, "", "http.request.query[\"\"]"},
        {Field::ResponseJson, "/a\"b\\c\n",
         "http.response.json[\"/a\\\"b\\\\c\\x0a\"]"},
        {Field::RequestForm, "n\xC3\xA4me",
         "http.request.form[\"n\xC3\xA4me\"]"}}) {
    CAPTURE(c.key);
    OneField fixture(c.field, c.key);
    fixture.slots.Add(0, "v");
    CHECK(fixture.Only() == Evidence{0, std::string(c.expected), "v", false});
  }
}

TEST_CASE("values as people read them") {
  struct Case {
    Field field;
    std::string_view bytes;
    std::string_view expected;
  };
  for (const Case& c :
       {Case{Field::ServerIp, "\x0A\0\0\1"sv, "10.0.0.1"},
        {Field::ServerIp, "\x20\x01\x0D\xB8\0\0\0\0\0\0\0\0\0\0\0\1"sv,
         "2001:db8::1"},
        {Field::ServerIp, "odd"sv, "odd"},
        {Field::ClientMac, "\xA4\xCF\x12\0\1\2"sv, "a4:cf:12:00:01:02"},
        {Field::PayloadClient, "\0\xFF"sv, "\0\xFF"sv},
        {Field::ResponseJson, "text"sv, "text"}}) {
    CAPTURE(c.expected);
    OneField fixture(c.field);
    fixture.slots.Add(0, c.bytes);
    CHECK(fixture.Only().value == c.expected);
  }
  OneField integer(Field::ServerPort);
  integer.slots.AddNumber(0, -443);
  CHECK(integer.Only().value == "-443");
  OneField boolean(Field::ResponseJson, "/a");
  boolean.slots.AddNumber(0, 1, IOTPF_VALUE_BOOLEAN);
  CHECK(boolean.Only().value == "true");
  OneField null(Field::ResponseJson, "/a");
  null.slots.AddEmpty(0, IOTPF_VALUE_NULL);
  CHECK(null.Only().value == "null");
  OneField object(Field::ResponseJson, "/a");
  object.slots.AddEmpty(0, IOTPF_VALUE_OTHER);
  CHECK(object.Only().value == "");
}

TEST_CASE("a long value is cut") {
  const std::string whole(kMaxEvidenceValueBytes, 'x');
  OneField at_cap(Field::RequestPath);
  at_cap.slots.Add(0, whole);
  CHECK(at_cap.Only() == Evidence{0, "http.request.path", whole, false});
  OneField above(Field::RequestPath);
  above.slots.Add(0, whole + "y");
  CHECK(above.Only() == Evidence{0, "http.request.path", whole, true});
}

// Tests on four fields, from which a case builds one feature. `port` is 443,
// `alpn` "h2" and "http/1.1", `sni` absent, `host` "x.com".
struct FourFields {
  FourFields() : slots(4) {
    builder.Fingerprint(builder.Platform("a"), "device");
    port = Test(IOTPF_OP_EQUAL, Field::ServerPort, Integers(443, 443));
    alpn = Test(IOTPF_OP_EQUAL, Field::TlsAlpn, Bytes("http/1.1"));
    no_sni = builder.Test(IOTPF_OP_ABSENT, builder.Reading(Field::TlsSni));
    host = Test(IOTPF_OP_CONTAINS, Field::RequestHost, Bytes("x"));
    other_host = Test(IOTPF_OP_NOT_EQUAL, Field::RequestHost, Bytes("y"));
    wrong_port = Test(IOTPF_OP_EQUAL, Field::ServerPort, Integers(1, 9));
    two_alpn = Test(IOTPF_OP_COUNT, Field::TlsAlpn, Integers(2, 9));
    few_sni = Test(IOTPF_OP_COUNT, Field::TlsSni, Integers(0, 1));
    slots.AddNumber(0, 443).Add(1, "h2").Add(1, "http/1.1");
    slots.SetAbsent(2).Add(3, "x.com");
  }
  uint32_t Test(iotpf_predicate_op op, Field field,
                const ir::Constant& constant) {
    return builder.Test(op, builder.Reading(field), {constant});
  }
  std::string Shown(uint32_t node) {
    builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                      builder.Feature("f", node));
    const std::vector<Evidence> evidence = Collect(builder, slots);
    if (evidence.empty()) return "nothing";
    return evidence[0].field + " " + evidence[0].value;
  }

  ImageBuilder builder;
  Slots slots;
  uint32_t port, alpn, no_sni, host, other_host, wrong_port, two_alpn, few_sni;
};

TEST_CASE("the first value that makes a feature true") {
  using F = FourFields;
  struct Case {
    const char* name;
    uint32_t (*build)(F& f);
    std::string_view expected;
  };
  for (const Case& c :
       {Case{"leaf", [](F& f) { return f.alpn; }, "tls.alpn http/1.1"},
        {"or",
         [](F& f) {
           return f.builder.Or({f.wrong_port, f.alpn, f.host});
         },
         "tls.alpn http/1.1"},
        {"or, a lack first",
         [](F& f) {
           return f.builder.Or({f.no_sni, f.host});
         },
         "http.request.host x.com"},
        {"and",
         [](F& f) {
           return f.builder.And({f.no_sni, f.host, f.port});
         },
         "http.request.host x.com"},
        {"two of",
         [](F& f) {
           return f.builder.AtLeast(2, {f.wrong_port, f.port, f.host});
         },
         "server.port 443"},
        {"below a part that is false",
         [](F& f) {
           return f.builder.Or({f.builder.And({f.alpn, f.wrong_port}), f.port});
         },
         "server.port 443"},
        {"not", [](F& f) { return f.builder.Not(f.wrong_port); }, " "},
        {"a lack", [](F& f) { return f.no_sni; }, " "},
        {"unequal", [](F& f) { return f.other_host; },
         "http.request.host x.com"},
        {"how many", [](F& f) { return f.two_alpn; }, "count(tls.alpn) 2"},
        {"how few", [](F& f) { return f.few_sni; }, "count(tls.sni) 0"},
        {"not so many", [](F& f) { return f.builder.Not(f.two_alpn); },
         "nothing"},
        {"false", [](F& f) { return f.wrong_port; }, "nothing"}}) {
    CAPTURE(c.name);
    FourFields f;
    CHECK(f.Shown(c.build(f)) == c.expected);
  }
}

TEST_CASE("the true features of a condition, each once, in order") {
  FourFields f;
  const uint32_t a = f.builder.Feature("a", f.port);
  const uint32_t b = f.builder.Feature("b", f.wrong_port);
  const uint32_t c = f.builder.Feature("c", f.host);
  f.builder.Feature("not named", f.alpn);
  f.builder.Condition(
      IOTPF_SUFFICIENT_POSITIVE, 100,
      f.builder.Or({f.builder.And({c, a}), f.builder.Not(b), a}));
  const auto at_end = Collect(f.builder, f.slots);
  REQUIRE(at_end.size() == 2);
  CHECK(at_end[0] == Evidence{0, "server.port", "443", false});
  CHECK(at_end[1] == Evidence{2, "http.request.host", "x.com", false});
  // The host is not known at the first stage.
  const auto at_flow = Collect(f.builder, f.slots, Stage::Flow);
  REQUIRE(at_flow.size() == 1);
  CHECK(at_flow[0].feature == 0);
}

}  // namespace
}  // namespace iotpf::runtime
