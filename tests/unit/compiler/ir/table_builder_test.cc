// Equal rows are one row, different ones are not.
#include "compiler/ir/table_builder.h"

#include <doctest/doctest.h>

#include <string>

namespace iotpf::ir {
namespace {

Constant Bytes(std::string bytes) {
  return {IOTPF_CONSTANT_BYTES, 0, std::move(bytes), "", 0, 0};
}

TEST_CASE("a reading is a field and a key") {
  Ruleset ruleset;
  TableBuilder tables(ruleset);
  const uint32_t server = tables.Reading(Field::ResponseHeader, "server");
  CHECK(tables.Reading(Field::ResponseHeader, "server") == server);
  CHECK(tables.Reading(Field::ResponseHeader, "via") != server);
  CHECK(tables.Reading(Field::RequestHeader, "server") != server);
  CHECK(ruleset.readings.size() == 3);
}

TEST_CASE("a predicate is shared by what it asks, not by how it was written") {
  Ruleset ruleset;
  TableBuilder tables(ruleset);
  const uint32_t path = tables.Reading(Field::RequestPath, "");
  const uint32_t first =
      tables.Predicate(IOTPF_OP_EQUAL, path, {Bytes("b"), Bytes("a")});
  CHECK(tables.Predicate(IOTPF_OP_EQUAL, path,
                         {Bytes("a"), Bytes("b"), Bytes("a")}) == first);
  CHECK(tables.Predicate(IOTPF_OP_NOT_EQUAL, path, {Bytes("a"), Bytes("b")}) !=
        first);
  CHECK(tables.Predicate(IOTPF_OP_EQUAL, path, {Bytes("a")}) != first);
  const uint32_t body = tables.Reading(Field::RequestBody, "");
  const uint32_t at_4 = tables.Predicate(IOTPF_OP_AT, body, {Bytes("a")}, 4);
  CHECK(tables.Predicate(IOTPF_OP_AT, body, {Bytes("a")}, 5) != at_4);
  CHECK(ruleset.predicates.size() == 5);
  // Lists of constants are shared too: {a, b} and {a}.
  CHECK(ruleset.constants.size() == 3);
}

TEST_CASE("a predicate has the stage and the type of its field") {
  Ruleset ruleset;
  TableBuilder tables(ruleset);
  tables.Predicate(IOTPF_OP_PRESENT, tables.Reading(Field::TlsSni, ""), {});
  CHECK(ruleset.predicates[0].stage == Stage::Hello);
  CHECK(ruleset.predicates[0].type == ValueType::Host);
  // How many values there are is a number.
  const Constant two = {IOTPF_CONSTANT_INTEGER, 0, "", "", 2, 2};
  const uint32_t count = tables.Predicate(
      IOTPF_OP_COUNT, tables.Reading(Field::TlsAlpn, ""), {two});
  CHECK(ruleset.predicates[count].stage == Stage::Hello);
  CHECK(ruleset.predicates[count].type == ValueType::Int);
  // A record is there at the first of its stages.
  const uint32_t mqtt = tables.RecordPresent(Record::Mqtt);
  CHECK(tables.RecordPresent(Record::Mqtt) == mqtt);
  CHECK(ruleset.predicates[mqtt].stage == Stage::Message);
}

TEST_CASE("the flags of a regex are part of it") {
  Ruleset ruleset;
  TableBuilder tables(ruleset);
  const uint32_t plain = tables.Regex("a", 0);
  CHECK(tables.Regex("a", 0) == plain);
  CHECK(tables.Regex("a", IOTPF_REGEX_NOCASE) != plain);
}

TEST_CASE("nodes are shared, and one operand alone needs none") {
  Ruleset ruleset;
  TableBuilder tables(ruleset);
  const uint32_t a = tables.PredicateNode(0);
  const uint32_t b = tables.PredicateNode(1);
  CHECK(tables.PredicateNode(0) == a);
  CHECK(tables.FeatureNode(0) != a);
  CHECK(tables.ListNode(IOTPF_NODE_AND, {a}) == a);
  const uint32_t both = tables.ListNode(IOTPF_NODE_AND, {a, b});
  CHECK(tables.ListNode(IOTPF_NODE_AND, {a, b}) == both);
  CHECK(tables.ListNode(IOTPF_NODE_OR, {a, b}) != both);
  CHECK(tables.ListNode(IOTPF_NODE_AT_LEAST, {a, b}, 1) !=
        tables.ListNode(IOTPF_NODE_AT_LEAST, {a, b}, 2));
  CHECK(tables.NotNode(both) == tables.NotNode(both));
  CHECK(ruleset.nodes[both].count == 2);
}

}  // namespace
}  // namespace iotpf::ir
