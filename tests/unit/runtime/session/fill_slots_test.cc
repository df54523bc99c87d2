#include "runtime/session/fill_slots.h"

#include <doctest/doctest.h>

#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

struct Reading {
  Field field;
  std::string key;
};

// A ruleset of readings alone.
class ReadingImage {
 public:
  explicit ReadingImage(const std::vector<Reading>& readings) {
    const size_t rows = sizeof(iotpf_ruleset);
    size_t text = rows + readings.size() * sizeof(iotpf_reading);
    size_t size = text;
    for (const Reading& reading : readings) size += reading.key.size();
    words_.resize(size / 8 + 1);
    char* bytes = reinterpret_cast<char*>(words_.data());
    iotpf_ruleset header{};
    header.readings = {static_cast<uint32_t>(rows),
                       static_cast<uint32_t>(readings.size())};
    std::memcpy(bytes, &header, sizeof header);
    for (size_t i = 0; i < readings.size(); ++i) {
      const std::string& key = readings[i].key;
      const iotpf_reading row = {
          static_cast<uint32_t>(readings[i].field),
          static_cast<uint32_t>(InfoOf(readings[i].field).stage),
          {static_cast<uint32_t>(text), static_cast<uint32_t>(key.size())}};
      std::memcpy(bytes + rows + i * sizeof row, &row, sizeof row);
      std::memcpy(bytes + text, key.data(), key.size());
      text += key.size();
    }
  }
  RulesetView view() const {
    return RulesetView(reinterpret_cast<const iotpf_ruleset*>(words_.data()));
  }

 private:
  std::vector<uint64_t> words_;
};

// `~` behind a value: partial. `...` at the end: open.
std::string Print(const iotpf_slot& slot) {
  CHECK((slot.count > 0) == (slot.presence == IOTPF_PRESENT));
  CHECK((slot.count > 0) == (slot.values != nullptr));
  if (slot.presence == IOTPF_ABSENT) return "absent";
  if (slot.presence == IOTPF_UNOBSERVED) return "unobserved";
  std::string text;
  for (uint32_t i = 0; i < slot.count; ++i) {
    const iotpf_value& value = slot.values[i];
    if (i > 0) text += "|";
    text +=
        value.kind == IOTPF_VALUE_BYTES
            ? std::string(reinterpret_cast<const char*>(value.data), value.size)
            : std::to_string(value.number);
    if ((value.flags & IOTPF_VALUE_PARTIAL) != 0) text += "~";
  }
  return text + (slot.open != 0 ? "..." : "");
}

std::string Fill(const Session& session, Field field, std::string key) {
  const ReadingImage image({{field, std::move(key)}});
  SlotFiller filler(image.view());
  return Print(image.view().slot(filler.Fill(session), 0));
}

using Make = std::function<void(Session&)>;

struct Row {
  std::string_view name;
  Make make;
  Field field;
  std::string key;
  std::string expected;
};

void Check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CAPTURE(row.key);
    Session session;
    row.make(session);
    CHECK(Fill(session, row.field, row.key) == row.expected);
  }
}

TEST_CASE("plain fields are as in the session") {
  const Make make = [](Session& session) {
    session.AddBytes(Field::RequestMethod, "GET");
    session.AddNumber(Field::ServerPort, 443);
    session.AddBytes(Field::PayloadClient, "abc", true);
    session.AddBytes(Field::TlsAlpn, "h2");
    session.AddBytes(Field::TlsAlpn, "");
    session.SetOpen(Field::TlsAlpn);
    session.SetAbsent(Field::TlsSni);
    session.SetAbsent(Record::Dns);
  };
  Check({
      {"text", make, Field::RequestMethod, "", "GET"},
      {"number", make, Field::ServerPort, "", "443"},
      {"partial", make, Field::PayloadClient, "", "abc~"},
      {"list", make, Field::TlsAlpn, "", "h2|..."},
      {"absent", make, Field::TlsSni, "", "absent"},
      {"absent record", make, Field::DnsQname, "", "absent"},
      {"nothing", make, Field::ClientIp, "", "unobserved"},
      {"body", make, Field::ResponseBody, "", "unobserved"},
  });
}

TEST_CASE("headers are found by name without case, and by prefix") {
  const Make whole = [](Session& session) {
    session.AddNamed(Field::ResponseHeader, "SERVER", "nginx");
    session.AddNamed(Field::ResponseHeader, "X-Amz-Id", "1");
    session.AddNamed(Field::ResponseHeader, "server", "two", true);
    session.AddNamed(Field::ResponseHeader, "x-amz-rid", "");
  };
  const Make filtered = [&](Session& session) {
    whole(session);
    session.SetExcerpt(Field::ResponseHeader);
  };
  const Make cut = [&](Session& session) {
    whole(session);
    session.SetOpen(Field::ResponseHeader);
  };
  const Make none = [](Session& session) {
    session.SetAbsent(Field::ResponseHeader);
  };
  const Make open = [](Session& session) {
    session.SetExcerpt(Field::ResponseHeader);
  };
  const Make unknown = [](Session&) {};
  const Field field = Field::ResponseHeader;
  Check({
      {"whole", whole, field, "server", "nginx|two~"},
      {"whole", whole, field, "Server", "nginx|two~"},
      {"whole", whole, field, "x-amz-*", "1|"},
      {"whole", whole, field, "*", "nginx|1|two~|"},
      {"whole", whole, field, "x-amz", "absent"},
      {"whole", whole, field, "via*", "absent"},
      {"whole", whole, Field::RequestHeader, "server", "unobserved"},
      {"filtered", filtered, field, "server", "nginx|two~"},
      {"filtered", filtered, field, "x-amz-*", "1|..."},
      {"filtered", filtered, field, "via", "unobserved"},
      {"filtered", filtered, field, "via*", "unobserved"},
      {"cut", cut, field, "server", "nginx|two~..."},
      {"cut", cut, field, "via", "unobserved"},
      {"none", none, field, "server", "absent"},
      {"none", none, field, "x-*", "absent"},
      {"open", open, field, "server", "unobserved"},
      {"unknown", unknown, field, "server", "unobserved"},
  });
}

TEST_CASE("cookies come from the Cookie headers") {
  const auto cookie = [](std::string_view value, bool partial = false) {
    return [=](Session& session) {
      session.AddNamed(Field::RequestHeader, "Host", "a");
      session.AddNamed(Field::RequestHeader, "cookie", value, partial);
    };
  };
  const Make two = [](Session& session) {
    session.AddNamed(Field::RequestHeader, "Cookie", "a=1");
    session.AddNamed(Field::RequestHeader, "Cookie", "a=2; b=3");
    session.SetExcerpt(Field::RequestHeader);
  };
  const Make no_cookie = [](Session& session) {
    session.AddNamed(Field::RequestHeader, "Host", "a");
  };
  const Make filtered = [](Session& session) {
    session.AddNamed(Field::RequestHeader, "Host", "a");
    session.SetExcerpt(Field::RequestHeader);
  };
  const Make none = [](Session& session) {
    session.SetAbsent(Field::RequestHeader);
  };
  const Make unknown = [](Session&) {};
  const Field field = Field::RequestCookie;
  Check({
      {"one", cookie("SID=31d4"), field, "SID", "31d4"},
      {"case", cookie("SID=31d4"), field, "sid", "absent"},
      {"star", cookie("SID=31d4"), field, "SI*", "absent"},
      {"space", cookie(" a = 1 ;b=2;\tc=\"x y\" ; "), field, "a", "1"},
      {"space", cookie(" a = 1 ;b=2;\tc=\"x y\" ; "), field, "b", "2"},
      {"quotes", cookie("a=1; c=\"x y\""), field, "c", "\"x y\""},
      {"equals", cookie("a=b=c"), field, "a", "b=c"},
      {"empty", cookie("a="), field, "a", ""},
      {"no pair", cookie("a; b=1"), field, "a", "absent"},
      {"twice", cookie("a=1; a=2"), field, "a", "1|2"},
      {"two headers", two, field, "a", "1|2"},
      {"two headers", two, field, "c", "absent"},
      {"cut", cookie("a=1; b=2", true), field, "a", "1..."},
      {"cut", cookie("a=1; b=2", true), field, "b", "2~..."},
      {"cut", cookie("a=1; b=2", true), field, "c", "unobserved"},
      {"cut in a name", cookie("a=1; b", true), field, "b", "unobserved"},
      {"no header", no_cookie, field, "a", "absent"},
      {"filtered", filtered, field, "a", "unobserved"},
      {"none", none, field, "a", "absent"},
      {"unknown", unknown, field, "a", "unobserved"},
  });
}

TEST_CASE("the query comes from the target") {
  const auto target = [](std::string_view value, bool partial = false) {
    return [=](Session& session) {
      session.AddBytes(Field::RequestTarget, value, partial);
    };
  };
  const Make absent = [](Session& session) {
    session.SetAbsent(Record::HttpRequest);
  };
  const Field field = Field::RequestQuery;
  Check({
      {"one", target("/p?a=1&b=2"), field, "b", "2"},
      {"twice", target("/p?a=1&b=2&a=3"), field, "a", "1|3"},
      {"decoded", target("/?a+%62=c%2Bd+e%"), field, "a b", "c+d e%"},
      {"bad escapes", target("/?a=%zz%4&b"), field, "a", "%zz%4"},
      {"no value", target("/?a=1&b"), field, "b", ""},
      {"no value", target("/?&&b&"), field, "b", ""},
      {"no name", target("/?=1"), field, "", "1"},
      {"equals", target("/?a=b=c?d"), field, "a", "b=c?d"},
      {"not found", target("/?a=1"), field, "A", "absent"},
      {"no query", target("/a=1"), field, "a", "absent"},
      {"empty query", target("/?"), field, "", "absent"},
      {"absolute", target("http://h/p?a=1"), field, "a", "1"},
      {"cut", target("/?a=1&b=2%4", true), field, "b", "2~..."},
      {"cut", target("/?a=1&b=2%4", true), field, "a", "1..."},
      {"cut", target("/?a=1&b", true), field, "b", "unobserved"},
      {"cut before", target("/path", true), field, "a", "unobserved"},
      {"absent", absent, field, "a", "absent"},
      {"unknown", [](Session&) {}, field, "a", "unobserved"},
  });
}

TEST_CASE("a form is a body that Content-Type calls so") {
  const auto form = [](std::string_view type, std::string_view body,
                       bool partial = false) {
    return [=](Session& session) {
      session.AddNamed(Field::RequestHeader, "content-TYPE", type);
      session.AddBytes(Field::RequestBody, body, partial);
    };
  };
  const std::string_view type = "application/x-www-form-urlencoded";
  const std::string_view long_type =
      " Application/X-WWW-Form-Urlencoded ; charset=utf-8";
  const Make no_type = [](Session& session) {
    session.AddNamed(Field::RequestHeader, "Host", "a");
    session.AddBytes(Field::RequestBody, "a=1");
  };
  const Make filtered = [&](Session& session) {
    no_type(session);
    session.SetExcerpt(Field::RequestHeader);
  };
  const Make no_headers = [](Session& session) {
    session.AddBytes(Field::RequestBody, "a=1");
  };
  const Make no_body = [](Session& session) {
    session.SetAbsent(Field::RequestBody);
  };
  const Make unseen_body = [&](Session& session) {
    session.AddNamed(Field::RequestHeader, "Content-Type", type);
  };
  const Field field = Field::RequestForm;
  Check({
      {"form", form(type, "user=a%40b&x=1"), field, "user", "a@b"},
      {"form", form(long_type, "user=a%40b&x=1"), field, "x", "1"},
      {"form", form(type, "a=1"), field, "b", "absent"},
      {"cut", form(type, "a=1&b=2", true), field, "a", "1..."},
      {"cut", form(type, "a=1&b=2", true), field, "b", "2~..."},
      {"cut", form(type, "a=1&b=2", true), field, "c", "unobserved"},
      {"json", form("application/json", "a=1"), field, "a", "absent"},
      {"no type", no_type, field, "a", "absent"},
      {"filtered", filtered, field, "a", "unobserved"},
      {"no headers", no_headers, field, "a", "unobserved"},
      {"no body", no_body, field, "a", "absent"},
      {"unseen body", unseen_body, field, "a", "unobserved"},
  });
}

TEST_CASE("json comes from whole bodies") {
  const auto body = [](std::string_view text, bool partial = false) {
    return [=](Session& session) {
      session.AddBytes(Field::ResponseBody, text, partial);
    };
  };
  const Make absent = [](Session& session) {
    session.SetAbsent(Field::ResponseBody);
  };
  const Field field = Field::ResponseJson;
  Check({
      {"found", body(R"({"a":[{"d":1},{"d":"x"}]})"), field, "/a/*/d", "1|x"},
      {"not found", body(R"({"a":1})"), field, "/b", "absent"},
      {"other side", body(R"({"a":1})"), Field::RequestJson, "/a",
       "unobserved"},
      {"cut", body(R"({"a":1})", true), field, "/a", "unobserved"},
      {"no JSON", body("<html>"), field, "/a", "absent"},
      {"empty", body(""), field, "/a", "absent"},
      {"absent", absent, field, "/a", "absent"},
      {"unknown", [](Session&) {}, field, "/a", "unobserved"},
  });
}

TEST_CASE("one filler serves many readings and many sessions") {
  const ReadingImage image({{Field::ResponseHeader, "server"},
                            {Field::ResponseJson, "/a"},
                            {Field::RequestQuery, "q"},
                            {Field::ResponseHeader, "ser*"},
                            {Field::ResponseJson, "/**/b"},
                            {Field::ResponseStatus, ""},
                            {Field::RequestForm, "q"}});
  SlotFiller filler(image.view());
  const std::vector<std::string> full = {"nginx", "x",   "1", "nginx",
                                         "7",     "200", "2"};
  for (int round = 0; round < 3; ++round) {
    Session session;
    session.AddNamed(Field::RequestHeader, "Content-Type",
                     "application/x-www-form-urlencoded");
    session.AddBytes(Field::RequestTarget, "/?q=%31");
    session.AddBytes(Field::RequestBody, "q=%32");
    session.AddNumber(Field::ResponseStatus, 200);
    session.AddNamed(Field::ResponseHeader, "Server", "nginx");
    session.AddBytes(Field::ResponseBody, R"({"a":"x","c":{"b":7}})");
    session.SetPresent(Record::HttpRequest);
    const iotpf_session& view = filler.Fill(session);
    for (size_t i = 0; i < full.size(); ++i) {
      CAPTURE(i);
      CHECK(Print(view.slots[i]) == full[i]);
    }
    CHECK(view.records[static_cast<size_t>(Record::HttpRequest)] ==
          IOTPF_PRESENT);
    CHECK(view.records[static_cast<size_t>(Record::Tls)] == IOTPF_UNOBSERVED);

    const Session empty;
    const iotpf_session& nothing = filler.Fill(empty);
    for (size_t i = 0; i < full.size(); ++i) {
      CHECK(Print(nothing.slots[i]) == "unobserved");
    }
  }
}

TEST_CASE("slots are filled up to the next body") {
  const ReadingImage image(
      {{Field::RequestHeader, "a"}, {Field::ResponseJson, "/a"}});
  SlotFiller filler(image.view());
  Session session;
  session.AddNamed(Field::RequestHeader, "A", "1");
  session.AddBytes(Field::ResponseBody, R"({"a":2})");
  filler.Begin(session);
  const iotpf_session& view = filler.FillNext(session);
  CHECK(filler.filled() == Stage::ResponseHead);
  REQUIRE(view.shown_count == 1);
  CHECK(Print(view.slots[0]) == "1");
  CHECK(Print(view.slots[1]) == "unobserved");
  filler.FillNext(session);
  CHECK(filler.filled() == Stage::Stream);
  REQUIRE(view.shown_count == 1);
  CHECK(view.shown[0] == 1);
  CHECK(Print(view.slots[1]) == "2");
}

TEST_CASE("limits leave lists open, and are counted") {
  const ReadingImage image(
      {{Field::RequestQuery, "a"}, {Field::RequestQuery, "z"}});
  SlotFiller filler(image.view());
  std::string target = "/?";
  for (size_t i = 0; i <= kMaxValuesPerReading; ++i) target += "a&";
  Session many;
  many.AddBytes(Field::RequestTarget, target);
  const iotpf_session* view = &filler.Fill(many);
  CHECK(view->slots[0].count == kMaxValuesPerReading);
  CHECK(view->slots[0].open == 1);
  CHECK(Print(image.view().slot(*view, 1)) == "absent");
  CHECK(filler.statistics().values_dropped == 1);

  target = "/?a=" + std::string(kFormBytes, 'x') + "&z=1";
  Session large;
  large.AddBytes(Field::RequestTarget, target);
  view = &filler.Fill(large);
  CHECK(view->slots[0].values[0].flags == IOTPF_VALUE_PARTIAL);
  CHECK(Print(view->slots[1]) == "unobserved");
  CHECK(filler.statistics().forms_too_large == 1);
}

}  // namespace
}  // namespace iotpf::runtime
