// Members of flows, each a row of one table: its name, its field, and how its
// value is written. A new field of a flow needs one row here.

#include "runtime/json/flow_members.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "runtime/json/value_text.h"
#include "runtime/protocols/ascii.h"
#include "runtime/protocols/protocol.h"

namespace iotpf::runtime {
namespace {

enum class Form : uint8_t { Text, Port, Number, Ip, Mac, Hex };

struct Member {
  std::string_view group;  // the object it stands in; empty: the record itself
  std::string_view name;
  Field field;
  Form form;
};

constexpr Member kMembers[] = {
    {"", "transport", Field::FlowTransport, Form::Text},
    {"", "protocol", Field::FlowProtocol, Form::Text},
    {"client", "ip", Field::ClientIp, Form::Ip},
    {"client", "port", Field::ClientPort, Form::Port},
    {"client", "mac", Field::ClientMac, Form::Mac},
    {"server", "ip", Field::ServerIp, Form::Ip},
    {"server", "port", Field::ServerPort, Form::Port},
    {"server", "mac", Field::ServerMac, Form::Mac},
    {"payload", "client", Field::PayloadClient, Form::Hex},
    {"payload", "server", Field::PayloadServer, Form::Hex},
    {"tls", "sni", Field::TlsSni, Form::Text},
    {"tls", "alpn", Field::TlsAlpn, Form::Text},
    {"tls", "version", Field::TlsVersion, Form::Number},
    {"dns", "qname", Field::DnsQname, Form::Text},
    {"dns", "qtype", Field::DnsQtype, Form::Number},
    {"dns", "answer", Field::DnsAnswer, Form::Ip},
    {"dns", "cname", Field::DnsCname, Form::Text},
    {"mqtt", "protocol", Field::MqttProtocol, Form::Text},
    {"mqtt", "client_id", Field::MqttClientId, Form::Text},
    {"mqtt", "username", Field::MqttUsername, Form::Text},
    {"mqtt", "topic", Field::MqttTopic, Form::Text},
};

struct Group {
  std::string_view name;
  Record record;
  std::string_view protocol;  // what a flow with it is, unless `protocol` says
};

constexpr Group kGroups[] = {
    {"client", Record::Flow, ""},     {"server", Record::Flow, ""},
    {"payload", Record::Payload, ""}, {"tls", Record::Tls, "tls"},
    {"dns", Record::Dns, "dns"},      {"mqtt", Record::Mqtt, "mqtt"},
};

constexpr Protocol kProtocols[] = {
#define IOTPF_PROTOCOL(name, text, tls, dns, mqtt, http) Protocol::name,
#include "runtime/protocols/protocols.def"
};

// Protocol::Unknown where no row has the name: it may hold anything.
Protocol ProtocolNamed(std::string_view name) {
  for (const Protocol protocol : kProtocols) {
    if (EqualsIgnoringCase(NameOf(protocol), name)) return protocol;
  }
  return Protocol::Unknown;
}

// What a value of the form looks like, for messages.
std::string_view DescriptionOf(Form form) {
  switch (form) {
    case Form::Text:
      return "a string";
    case Form::Port:
    case Form::Number:
      return "an integer from 0 to 65535";
    case Form::Ip:
      return "an IP address as a string";
    case Form::Mac:
      return "a MAC address as a string, `a4:cf:12:00:00:01`";
    case Form::Hex:
      return "bytes as a string of hexadecimal digits, `55cc`";
  }
  return {};
}

// Adds one value; false when it has another form.
bool AddValue(JsonView value, const Member& member, Session& session) {
  if (member.form == Form::Port || member.form == Form::Number) {
    const std::optional<int64_t> number = value.integer();
    if (!number || *number < 0 || *number > 65535) return false;
    session.AddNumber(member.field, *number);
    return true;
  }
  const std::optional<std::string_view> text = value.text();
  if (!text) return false;
  std::optional<std::string> bytes;
  if (member.form == Form::Ip) bytes = ReadIp(*text);
  if (member.form == Form::Mac) bytes = ReadMac(*text);
  if (member.form == Form::Hex) bytes = ReadHex(*text);
  if (member.form == Form::Text) bytes = std::string(*text);
  if (!bytes) return false;
  session.AddBytes(member.field, session.Keep(std::move(*bytes)));
  return true;
}

Result<void> ReadMember(JsonView value, const Member& member,
                        Session& session) {
  if (!value.is_given()) return {};
  if (value.boolean() == false) {
    session.SetAbsent(member.field);
    return {};
  }
  const std::string path = fmt::format(
      "{}{}{}", member.group, member.group.empty() ? "" : ".", member.name);
  const bool is_list = InfoOf(member.field).cardinality == Cardinality::List;
  if (!is_list || !value.is(JsonKind::Array)) {
    if (AddValue(value, member, session)) return {};
    return Expected(path, DescriptionOf(member.form));
  }
  for (JsonView v = value.First(); v.exists(); v = v.Next(value)) {
    if (!AddValue(v, member, session)) {
      return Expected(path, fmt::format("a list, each element {}",
                                        DescriptionOf(member.form)));
    }
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
  for (const Member& member : kMembers) {
    const JsonView group = member.group.empty() ? record : record[member.group];
    const Result<void> read = ReadMember(group[member.name], member, session);
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
  const Protocol protocol = ProtocolNamed(*name);
  for (const Record other : {Record::Tls, Record::Dns, Record::Mqtt,
                             Record::HttpRequest, Record::HttpResponse}) {
    if (session.presence(other) != Presence::Unobserved) continue;
    // An exchange may have come through TLS unless its URL says otherwise.
    const bool may_be_below = is_exchange && other == Record::Tls && !is_plain;
    if (!may_be_below && !MayHold(protocol, other)) session.SetAbsent(other);
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
