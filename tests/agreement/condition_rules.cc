// Each E reads two fields: one of the first stage, which makes it true, false,
// or dependent on the second, and one of a later stage:
//
//   server.ip == 10.0.0.1 or (server.ip == 10.0.0.2 and LATE)
//
//   10.0.0.1   true at once        another, absent   false at once
//   10.0.0.2   as LATE, later      unobserved        unknown for good
//
// All first fields are of one stage, so that what a row knows is known at once,
// and each has its field, so that one can be absent while another is
// unobserved. Those of `nn` are of the record `flow`, both of them, which is
// then the record that its vote needs.
#include "tests/agreement/condition_rules.h"

#include <iotpf/check.h>

#include <fmt/format.h>

#include <vector>

namespace iotpf::tests {
namespace {

using namespace std::string_view_literals;

struct Place {
  Field first;
  std::string_view yes;  // as in rules
  std::string_view depends;
  // As in sessions, where the field has bytes: yes, depends, another.
  std::string_view values[3];
  Field late;  // Field::ResponseJson: under the name of the column
  std::string_view late_yes;
};

constexpr Place kScopePlace = {Field::FlowTransport, "\"yes\"",
                               "\"depends\"",        {"yes", "depends", "no"},
                               Field::ResponseJson,  "true"};

constexpr Place kNecessaryNegative[] = {
    {Field::ClientPort, "1", "2", {}, Field::ServerName, "\"late.example\""},
    {Field::ServerPort, "1", "2", {}, Field::FlowProtocol, "\"late.example\""}};

constexpr Place kOthers[] = {
    {Field::ClientIp,
     "10.0.0.1",
     "10.0.0.2",
     {"\x0A\0\0\x01"sv, "\x0A\0\0\x02"sv, "\x0A\0\0\x03"sv},
     Field::ResponseJson,
     "true"},
    {Field::ServerIp,
     "10.0.0.1",
     "10.0.0.2",
     {"\x0A\0\0\x01"sv, "\x0A\0\0\x02"sv, "\x0A\0\0\x03"sv},
     Field::ResponseJson,
     "true"},
    {Field::ClientMac,
     "02:00:00:00:00:01",
     "02:00:00:00:00:02",
     {"\2\0\0\0\0\1"sv, "\2\0\0\0\0\2"sv, "\2\0\0\0\0\3"sv},
     Field::ResponseJson,
     "true"},
    {Field::ServerMac,
     "02:00:00:00:00:01",
     "02:00:00:00:00:02",
     {"\2\0\0\0\0\1"sv, "\2\0\0\0\0\2"sv, "\2\0\0\0\0\3"sv},
     Field::ResponseJson,
     "true"}};

const Place& PlaceOf(const ConditionShape& shape, size_t column) {
  if (shape.columns[column].name == "scope") return kScopePlace;
  const bool is_nn = shape.columns[column].kind == "nn";
  size_t before = 0;
  for (size_t i = 0; i < column; ++i) {
    const std::string& kind = shape.columns[i].kind;
    if (!kind.empty() && (kind == "nn") == is_nn) ++before;
  }
  IOTPF_CHECK(before <
              (is_nn ? std::size(kNecessaryNegative) : std::size(kOthers)));
  return is_nn ? kNecessaryNegative[before] : kOthers[before];
}

std::string ExpressionOf(const Place& place, std::string_view name) {
  const std::string_view first = InfoOf(place.first).path;
  std::string late(InfoOf(place.late).path);
  if (place.late == Field::ResponseJson) late += fmt::format("[\"/{}\"]", name);
  return fmt::format("{} == {} or ({} == {} and {} == {})", first, place.yes,
                     first, place.depends, late, place.late_yes);
}

std::string_view SpellingOf(std::string_view kind) {
  if (kind == "np") return "necessary positive";
  if (kind == "nn") return "necessary negative";
  return kind == "sn" ? "sufficient negative" : "sufficient positive";
}

std::string FeaturesOf(const ConditionShape& shape) {
  std::string text;
  for (size_t i = 0; i < shape.columns.size(); ++i) {
    const ConditionColumn& column = shape.columns[i];
    if (column.kind.empty()) continue;
    text += fmt::format(
        "{} {} = {};\n", column.kind[1] == 'p' ? "positive" : "negative",
        column.name, ExpressionOf(PlaceOf(shape, i), column.name));
  }
  return text;
}

std::vector<std::string> ConditionsOf(const ConditionShape& shape) {
  std::vector<std::string> conditions;
  for (const ConditionColumn& column : shape.columns) {
    if (column.kind.empty() || shape.has_defaults) continue;
    conditions.push_back(fmt::format("{} {}{} : {};\n", SpellingOf(column.kind),
                                     column.priority.empty() ? "" : "priority ",
                                     column.priority, column.name));
  }
  return conditions;
}

// The first field of a column, by the letter of its arrival.
void ShowFirst(const Place& place, char letter, FalseBy false_by,
               Session& session) {
  session.Clear(place.first);
  if (letter == '?') return;
  if (letter == 'f' && false_by == FalseBy::Absence) {
    return session.SetAbsent(place.first);
  }
  const size_t value = letter == 't' ? 0 : letter == 'f' ? 2 : 1;
  if (InfoOf(place.first).type == ValueType::Int) {
    session.AddNumber(place.first, static_cast<int64_t>(value + 1));
  } else {
    session.AddBytes(place.first, place.values[value]);
  }
}

void ShowRecord(char letter, Session& session) {
  if (letter == 'a') session.SetAbsent(Record::Flow);
  if (letter == 'p') session.SetPresent(Record::Flow);
  session.SetAbsent(Field::ServerName);
  session.SetAbsent(Field::FlowProtocol);
}

}  // namespace

std::string RulesOf(const ConditionShape& shape, ConditionHome home) {
  std::string in_platform;
  std::string in_fingerprint;
  const bool is_inherited = home == ConditionHome::Platform;
  (is_inherited ? in_platform : in_fingerprint) = FeaturesOf(shape);
  const std::vector<std::string> conditions = ConditionsOf(shape);
  for (size_t i = 0; i < conditions.size(); ++i) {
    const bool is_last = i + 1 == conditions.size();
    (is_inherited && !is_last ? in_platform : in_fingerprint) += conditions[i];
  }
  const std::string rules =
      fmt::format("platform p {{\n{}fingerprint f {{\n{}}}\n}}\n", in_platform,
                  in_fingerprint);
  if (!shape.has_scope()) return rules;
  return fmt::format("provider owner {{\nscope = {};\n{}}}\n",
                     ExpressionOf(kScopePlace, "scope"), rules);
}

void ShowArrival(const ConditionShape& shape, const std::string& arrival,
                 FalseBy false_by, Session& session) {
  const char record = shape.LetterOf("record", arrival);
  ShowRecord(record, session);
  ShowFirst(kScopePlace, shape.scope == 0 ? '?' : shape.scope, false_by,
            session);
  std::string json = "{\"\": 0";
  for (size_t i = 0; i < arrival.size(); ++i) {
    const ConditionColumn& column = shape.columns[i];
    if (column.name == "record") continue;
    const Place& place = PlaceOf(shape, i);
    ShowFirst(place, arrival[i], false_by, session);
    if (arrival[i] != 'T') continue;
    if (place.late == Field::ResponseJson) {
      json += fmt::format(", \"{}\": true", column.name);
    } else {
      session.Clear(place.late);
      session.AddBytes(place.late, "late.example");
    }
  }
  session.SetPresent(Record::HttpResponse);
  session.AddBytes(Field::ResponseBody, session.Keep(json + "}"));
}

std::string KnownAt(const ConditionShape& shape, const std::string& arrival,
                    Stage stage) {
  std::string known = arrival;
  for (size_t i = 0; i < known.size(); ++i) {
    if (known[i] != 'T' && known[i] != 'F') continue;
    const bool has_come = InfoOf(PlaceOf(shape, i).late).stage <= stage;
    known[i] = !has_come ? '?' : known[i] == 'T' ? 't' : 'f';
  }
  return known;
}

std::string ConditionId(std::string_view name) {
  const size_t number = name.find('_');
  std::string kind(SpellingOf(name.substr(0, number)));
  kind[kind.find(' ')] = '_';
  const std::string_view suffix =
      number == std::string_view::npos ? "" : name.substr(number);
  return fmt::format("p.f.{}{}", kind, suffix);
}

}  // namespace iotpf::tests
