// Most fields that the rules read are shown, in every state: whole, partial,
// several, open, absent, unobserved; a few others too. Records follow their
// fields: present where one of them is, else anything.
#include "tests/agreement/session_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace iotpf::tests {
namespace {

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

// The fields that a session shows so that rules can read `field`.
std::vector<Field> SourcesOf(Field field) {
  switch (field) {
    case Field::RequestQuery:
      return {Field::RequestTarget};
    case Field::RequestCookie:
      return {Field::RequestHeader};
    case Field::RequestForm:
      return {Field::RequestBody, Field::RequestHeader};
    case Field::RequestJson:
      return {Field::RequestBody};
    case Field::ResponseJson:
      return {Field::ResponseBody};
    default:
      return {field};
  }
}

class SessionWriter {
 public:
  SessionWriter(const ValuePool& pool, Random& random)
      : pool_(pool), random_(random) {}

  SessionPlan Run() {
    plan_.kind =
        random_.Percent(50) ? SessionKind::Flow : SessionKind::Exchange;
    std::set<Field> wanted;
    for (const Field field : pool_.fields) {
      for (const Field source : SourcesOf(field)) wanted.insert(source);
    }
    for (size_t i = 0; i < kFieldCount; ++i) {
      const auto field = static_cast<Field>(i);
      const bool is_shown = SourcesOf(field) == std::vector{field};
      if (is_shown && random_.Percent(wanted.contains(field) ? 85 : 10)) {
        AddField(field);
      }
    }
    AddRecords();
    return std::move(plan_);
  }

 private:
  bool IsHttp(Record record) const {
    return record == Record::HttpRequest || record == Record::HttpResponse;
  }

  void AddRecords() {
    for (size_t i = 0; i < kRecordCount; ++i) {
      const bool is_shown =
          std::ranges::any_of(plan_.fields, [i](const FieldPlan& field) {
            return static_cast<size_t>(InfoOf(field.field).record) == i &&
                   !field.values.empty();
          });
      const auto any = static_cast<Presence>(random_.Below(3));
      plan_.records[i] =
          is_shown && random_.Percent(95) ? Presence::Present : any;
    }
    // A flow never sees HTTP.
    if (plan_.kind == SessionKind::Exchange || random_.Percent(50)) return;
    std::erase_if(plan_.fields, [this](const FieldPlan& field) {
      return IsHttp(InfoOf(field.field).record);
    });
    for (const Record record : {Record::HttpRequest, Record::HttpResponse}) {
      plan_.records[static_cast<size_t>(record)] = Presence::Absent;
    }
  }

  void AddField(Field field) {
    const FieldInfo& info = InfoOf(field);
    FieldPlan plan{field, false, false, {}};
    const bool is_list = info.cardinality == Cardinality::List;
    if (is_list && random_.Percent(20)) {
      plan.is_open = true;
      plan.is_excerpt = info.key == KeyKind::NameKey && random_.Percent(50);
    }
    uint32_t count = random_.Percent(85) ? 1 : 0;
    if (is_list && count > 0) count += random_.Below(4);
    while (plan.values.size() < count)
      plan.values.push_back(Value(info, field));
    plan_.fields.push_back(std::move(plan));
  }

  ValuePlan Value(const FieldInfo& info, Field field) {
    ValuePlan value;
    if (info.type == ValueType::Int) {
      value.number = pool_.NumberNear(random_);
      return value;
    }
    if (info.type == ValueType::Ip || info.type == ValueType::Mac) {
      value.bytes = pool_.AddressNear(
          info.type == ValueType::Ip ? pool_.addresses : pool_.macs, random_);
      return value;
    }
    if (info.type == ValueType::Host) {
      value.bytes = pool_.HostNear(random_);
    } else if (field == Field::RequestTarget) {
      value.bytes = "/" + pool_.TextNear(random_) + "?";
      value.bytes += Pairs('&');
    } else if (field == Field::RequestBody || field == Field::ResponseBody) {
      value.bytes = Body();
    } else {
      value.bytes = pool_.TextNear(random_);
    }
    if (info.key == KeyKind::NameKey) Name(value);
    value.is_partial = random_.Percent(15);
    return value;
  }

  // A header, its name in any case.
  void Name(ValuePlan& value) {
    value.name = random_.Pick(pool_.names);
    if (random_.Percent(30)) value.name += "x";
    if (random_.Percent(20)) {
      value.name = "Cookie";
      value.bytes = Pairs(';');
    } else if (random_.Percent(20)) {
      value.name = "Content-Type";
      value.bytes = random_.Percent(70) ? kFormType : "text/plain";
    }
    if (random_.Percent(30)) {
      for (char& c : value.name) {
        if (c >= 'a' && c <= 'z') c ^= 0x20;
      }
    }
  }

  std::string Pairs(char separator) {
    std::string text;
    for (uint32_t i = random_.Below(4); i > 0; --i) {
      if (!text.empty()) text += separator;
      if (separator == ';') text += ' ';
      text += random_.Pick(pool_.keys);
      if (random_.Percent(90)) text += "=" + pool_.TextNear(random_);
    }
    return text;
  }

  std::string Body() {
    const uint32_t kind = random_.Below(10);
    if (kind == 0) return pool_.TextNear(random_);
    if (kind < 4) return Pairs('&');
    return Json(3);
  }

  std::string Json(int depth) {
    static const std::vector<std::string> kWords = {
        "true", "false", "null", "7.0", "1e3", "-1", "18446744073709551616"};
    const uint32_t kind = random_.Below(depth == 0 ? 4 : 10);
    if (kind == 0) return random_.Pick(kWords);
    if (kind == 1) return fmt::format("{}", pool_.NumberNear(random_));
    if (kind < 4) return JsonString(pool_.TextNear(random_));
    const bool is_object = kind < 8;
    std::string text(1, is_object ? '{' : '[');
    for (uint32_t i = random_.Below(4); i > 0; --i) {
      if (text.size() > 1) text += ", ";
      if (is_object) text += JsonString(random_.Pick(pool_.keys)) + ": ";
      text += Json(depth - 1);
    }
    return text + (is_object ? '}' : ']');
  }

  // Bytes past ASCII are written as the code points of their numbers.
  static std::string JsonString(const std::string& bytes) {
    std::string text = "\"";
    for (const char c : bytes) {
      const auto byte = static_cast<uint8_t>(c);
      if (byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\') {
        text += fmt::format("\\u{:04x}", byte);
      } else {
        text += c;
      }
    }
    return text + '"';
  }

  const ValuePool& pool_;
  Random& random_;
  SessionPlan plan_;
};

}  // namespace

void SessionPlan::Show(Session& session) const {
  session.kind = kind;
  for (size_t i = 0; i < kRecordCount; ++i) {
    const auto record = static_cast<Record>(i);
    if (records[i] == Presence::Present) session.SetPresent(record);
    if (records[i] == Presence::Absent) session.SetAbsent(record);
  }
  for (const FieldPlan& plan : fields) {
    const FieldInfo& info = InfoOf(plan.field);
    session.Clear(plan.field);
    if (plan.values.empty() && !plan.is_open) session.SetAbsent(plan.field);
    for (const ValuePlan& value : plan.values) {
      if (info.type == ValueType::Int) {
        session.AddNumber(plan.field, value.number);
      } else if (info.key == KeyKind::NameKey) {
        session.AddNamed(plan.field, value.name, value.bytes, value.is_partial);
      } else {
        session.AddBytes(plan.field, value.bytes, value.is_partial);
      }
    }
    if (plan.is_open) session.SetOpen(plan.field);
    if (plan.is_excerpt) session.SetExcerpt(plan.field);
  }
}

SessionPlan RandomSession(const ValuePool& pool, Random& random) {
  return SessionWriter(pool, random).Run();
}

}  // namespace iotpf::tests
