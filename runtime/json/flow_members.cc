// Members of flows are the fields of fields.def under their paths: `tls.sni` is
// the member `sni` of the object `tls`, written as the type of the field says.
// So a new field needs no line here, and a new record one row in kGroups.

#include "runtime/json/flow_members.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "runtime/json/value_text.h"
#include "runtime/protocols/ascii.h"
#include "runtime/protocols/protocol.h"

namespace iotpf::runtime {
namespace {

struct Group {
  std::string_view name;
  Record record;
  std::string_view protocol;  // what a flow with it is, unless `protocol` says
};

constexpr Group kGroups[] = {
    {"client", Record::Flow, ""},     {"server", Record::Flow, ""},
    {"payload", Record::Payload, ""}, {"tls", Record::Tls, "tls"},
    {"dns", Record::Dns, "dns"},      {"mqtt", Record::Mqtt, "mqtt"},
    {"coap", Record::Coap, "coap"},   {"mdns", Record::Mdns, "mdns"},
    {"ssdp", Record::Ssdp, "ssdp"},   {"dhcp", Record::Dhcp, "dhcp"},
};

constexpr Protocol kProtocols[] = {
#define IOTPF_PROTOCOL(name, ...) Protocol::name,
#include "runtime/protocols/protocols.def"
};

// Protocol::Unknown where no row has the name: it may hold anything.
Protocol ProtocolNamed(std::string_view name) {
  for (const Protocol protocol : kProtocols) {
    if (EqualsIgnoringCase(NameOf(protocol), name)) return protocol;
  }
  return Protocol::Unknown;
}

// What a value of the type looks like, for messages.
std::string_view DescriptionOf(ValueType type) {
  switch (type) {
    case ValueType::Int:
      return "an integer from 0 to 65535";
    case ValueType::Ip:
      return "an IP address as a string";
    case ValueType::Mac:
      return "a MAC address as a string, `a4:cf:12:00:00:01`";
    case ValueType::Bytes:
      return "bytes as a string of hexadecimal digits, `55cc`";
    case ValueType::Text:
    case ValueType::Token:
    case ValueType::Host:
    case ValueType::Json:
      break;
  }
  return "a string";
}

// The bytes that a text stands for; nullopt where it is none of the type.
std::optional<std::string> ReadBytes(std::string_view text, ValueType type) {
  if (type == ValueType::Ip) return ReadIp(text);
  if (type == ValueType::Mac) return ReadMac(text);
  if (type == ValueType::Bytes) return ReadHex(text);
  return std::string(text);
}

// Adds one value; false when it is none of the field's type.
bool AddValue(JsonView value, Field field, Session& session) {
  const ValueType type = InfoOf(field).type;
  if (type == ValueType::Int) {
    const std::optional<int64_t> number = value.integer();
    if (!number || *number < 0 || *number > 65535) return false;
    session.AddNumber(field, *number);
    return true;
  }
  const std::optional<std::string_view> text = value.text();
  if (!text) return false;
  std::optional<std::string> bytes = ReadBytes(*text, type);
  if (!bytes) return false;
  session.AddBytes(field, session.Keep(std::move(*bytes)));
  return true;
}

// Whether the field is a member of its own. Those of HTTP are in messages, and
// `server.name` is what DNS gave, which other names go before.
bool IsMember(Field field) {
  const Record record = InfoOf(field).record;
  return record != Record::HttpRequest && record != Record::HttpResponse &&
         field != Field::ServerName;
}

// `tls.sni`; what the whole flow has stands in the record itself.
std::string_view PathOf(Field field) {
  constexpr std::string_view kFlow = "flow.";
  std::string_view path = InfoOf(field).path;
  if (path.starts_with(kFlow)) path.remove_prefix(kFlow.size());
  return path;
}

// The member that a path leads to. A part of it that is `false` is its end:
// nothing is inside.
//
//   Errors   a part of the path is no object.
Result<JsonView> MemberAt(JsonView record, std::string_view path) {
  JsonView value = record;
  size_t end = 0;  // of the parts that lead to `value`
  while (end < path.size() && value.is_given() && value.boolean() != false) {
    if (!value.is(JsonKind::Object)) {
      return Expected(path.substr(0, end), "an object");
    }
    const size_t begin = end == 0 ? 0 : end + 1;
    end = std::min(path.find('.', begin), path.size());
    value = value[path.substr(begin, end - begin)];
  }
  return value;
}

Result<void> ReadMember(JsonView value, Field field, Session& session) {
  if (!value.is_given()) return {};
  if (value.boolean() == false) {
    session.SetAbsent(field);
    return {};
  }
  const FieldInfo& info = InfoOf(field);
  const std::string_view description = DescriptionOf(info.type);
  if (info.cardinality == Cardinality::One || !value.is(JsonKind::Array)) {
    if (AddValue(value, field, session)) return {};
    return Expected(PathOf(field), description);
  }
  for (JsonView v = value.First(); v.exists(); v = v.Next(value)) {
    if (AddValue(v, field, session)) continue;
    return Expected(PathOf(field),
                    fmt::format("a list, each element {}", description));
  }
  return {};
}

}  // namespace

Result<void> ReadFlowMembers(JsonView record, Session& session) {
  for (const Group& group : kGroups) {
    const JsonView value = record[group.name];
    if (!value.is_given()) continue;
    if (value.boolean() == false && group.record != Record::Flow) {
      session.SetAbsent(group.record);
    } else if (!value.is(JsonKind::Object)) {
      return Expected(group.name, "an object");
    } else {
      session.SetPresent(group.record);
    }
  }
  for (size_t i = 0; i < kFieldCount; ++i) {
    const Field field = static_cast<Field>(i);
    if (!IsMember(field)) continue;
    const Result<JsonView> member = MemberAt(record, PathOf(field));
    if (!member) return member.error();
    const Result<void> read = ReadMember(*member, field, session);
    if (!read) return read;
  }
  return {};
}

// Decides flow.protocol, and with it which records cannot come.
void SettleProtocol(JsonView record, bool is_plain, Session& session) {
  const bool is_exchange = session.kind == SessionKind::Exchange;
  if (session[Field::FlowProtocol].presence == Presence::Unobserved) {
    std::string_view implied = is_exchange ? "http" : "";
    for (const Group& group : kGroups) {
      if (implied.empty() && record[group.name].is(JsonKind::Object)) {
        implied = group.protocol;
      }
    }
    if (!implied.empty()) session.AddBytes(Field::FlowProtocol, implied);
  }
  const std::optional<std::string_view> name =
      session.Text(Field::FlowProtocol);
  if (!name) return;
  // An exchange may have come through TLS unless its URL says otherwise.
  SetAbsentRecords(ProtocolNamed(*name), !is_exchange || is_plain, session);
}

void SetAbsentRecords(Protocol protocol, bool is_plain, Session& session) {
  for (size_t i = 0; i < kRecordCount; ++i) {
    const Record record = static_cast<Record>(i);
    if (session.presence(record) != Presence::Unobserved) continue;
    const bool may_be_below = record == Record::Tls && !is_plain;
    if (!may_be_below && !MayHold(protocol, record)) session.SetAbsent(record);
  }
}

Error Expected(std::string_view member, std::string_view what) {
  return Error{fmt::format("`{}`: expected {}", member, what)};
}

bool HasFlowMember(JsonView record) {
  for (const Group& group : kGroups) {
    if (record[group.name].is_given()) return true;
  }
  return false;
}

}  // namespace iotpf::runtime
