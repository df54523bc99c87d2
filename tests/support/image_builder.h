// Rulesets and sessions made by hand, for tests of what runs on them.
#ifndef IOTPF_TESTS_SUPPORT_IMAGE_BUILDER_H_
#define IOTPF_TESTS_SUPPORT_IMAGE_BUILDER_H_

#include "compiler/ir/ir.h"

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// An image of its own, aligned as the ABI asks.
class Image {
 public:
  explicit Image(const ir::Ruleset& ruleset);
  RulesetView view() const {
    return RulesetView(reinterpret_cast<const iotpf_ruleset*>(words_.data()));
  }

 private:
  std::vector<uint64_t> words_;
};

// Appends rows to an ir::Ruleset. Functions return the number of the new row.
//
// Equal readings and nodes are one row, as in compiled rules. The caller adds
// platforms, fingerprints, features and conditions in the order of ir.h.
class ImageBuilder {
 public:
  ir::Ruleset ruleset;

  uint32_t Reading(Field field, std::string_view key = "");
  uint32_t Regex(std::string_view pattern, uint32_t flags = 0);

  // A predicate on a reading, at the stage of its field; as a node.
  uint32_t Test(iotpf_predicate_op op, uint32_t reading,
                const std::vector<ir::Constant>& constants = {},
                uint64_t number = 0);
  uint32_t TestRecord(Record record, Stage stage);

  uint32_t True() { return AddNode({IOTPF_NODE_TRUE, 0, 0, 0}); }
  uint32_t False() { return AddNode({IOTPF_NODE_FALSE, 0, 0, 0}); }
  uint32_t FeatureNode(uint32_t feature) {
    return AddNode({IOTPF_NODE_FEATURE, feature, 0, 0});
  }
  uint32_t Not(uint32_t child) { return AddNode(IOTPF_NODE_NOT, {child}); }
  uint32_t And(const std::vector<uint32_t>& children) {
    return AddNode(IOTPF_NODE_AND, children);
  }
  uint32_t Or(const std::vector<uint32_t>& children) {
    return AddNode(IOTPF_NODE_OR, children);
  }
  uint32_t AtLeast(uint32_t threshold, const std::vector<uint32_t>& children) {
    return AddNode(IOTPF_NODE_AT_LEAST, children, threshold);
  }

  uint32_t Provider(std::string_view id, uint32_t scope = ir::kNone);
  uint32_t Platform(std::string_view id, uint32_t provider = ir::kNone);
  uint32_t Fingerprint(uint32_t platform, std::string_view role);
  // A feature of the fingerprint added last; as a node that names it.
  uint32_t Feature(std::string_view name, uint32_t node);
  // A condition of the fingerprint added last.
  uint32_t Condition(iotpf_condition_kind kind, uint32_t priority,
                     uint32_t node, uint32_t guard = ir::kNone);
  void Prefer(uint32_t winner, uint32_t loser) {
    ruleset.preferences.push_back({winner, loser});
  }

  Image Build() const { return Image(ruleset); }

 private:
  uint32_t AddNode(const ir::Node& node);
  uint32_t AddNode(iotpf_node_op op, const std::vector<uint32_t>& children,
                   uint32_t threshold = 0);
  uint32_t AddPredicate(const ir::Predicate& predicate);
};

// Constants of predicates.
ir::Constant Bytes(std::string_view bytes, uint32_t flags = 0);
ir::Constant Masked(std::string_view bytes, std::string_view mask);
ir::Constant Integers(int64_t first, int64_t last);
ir::Constant Boolean(bool value);
ir::Constant Null();
ir::Constant Network(std::string_view address, int64_t prefix_bits);
ir::Constant RegexConstant(uint32_t regex);

// A session as slots. All is unobserved until it is set.
class Slots {
 public:
  explicit Slots(size_t readings) : slots_(readings), values_(readings) {}
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;

  Slots& Add(uint32_t reading, std::string_view bytes, bool partial = false);
  // Without a copy: the bytes outlive the slots.
  Slots& AddView(uint32_t reading, std::string_view bytes,
                 bool partial = false);
  Slots& AddNumber(uint32_t reading, int64_t number,
                   iotpf_value_kind kind = IOTPF_VALUE_INTEGER);
  // IOTPF_VALUE_NULL or IOTPF_VALUE_OTHER.
  Slots& AddEmpty(uint32_t reading, iotpf_value_kind kind);
  Slots& SetAbsent(uint32_t reading);
  Slots& SetOpen(uint32_t reading);
  Slots& SetRecord(Record record, iotpf_presence presence);

  // What holds for readings of the field that are not set.
  Slots& SetRest(Field field, iotpf_presence presence);

  // Lives as long as this object and until it is changed.
  iotpf_session session() const;

 private:
  Slots& AddValue(uint32_t reading, const iotpf_value& value);

  std::vector<iotpf_slot> slots_;
  std::vector<std::vector<iotpf_value>> values_;
  std::array<uint8_t, kRecordCount> records_{};
  std::array<uint8_t, kFieldCount> rest_{};
  mutable std::vector<uint32_t> shown_;  // of the last session()
  std::deque<std::string> bytes_;
};

// Lines that say all of a ruleset and of a session on it, for failed tests.
std::string Describe(const ir::Ruleset& ruleset);
std::string Describe(const ir::Ruleset& ruleset, const iotpf_session& session);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_IMAGE_BUILDER_H_
