// Typed access to the tables of a ruleset image (ruleset_abi.h).
#ifndef IOTPF_RULESET_VIEW_H_
#define IOTPF_RULESET_VIEW_H_

#include <iotpf/ruleset_abi.h>

#include <span>
#include <string_view>

namespace iotpf {

// A view of an image that outlives it. The image comes from the compiler; it
// is trusted like a program.
class RulesetView {
 public:
  explicit RulesetView(const iotpf_ruleset* image) : image_(image) {}

  const iotpf_ruleset& header() const { return *image_; }
  std::string_view text(iotpf_text text) const {
    return {Base() + text.offset, text.size};
  }
  // What a session shows for a reading, with what holds for those it leaves
  // out.
  iotpf_slot slot(const iotpf_session& session, uint32_t reading) const {
    iotpf_slot slot = session.slots[reading];
    if (slot.presence == IOTPF_UNOBSERVED) {
      slot.presence = session.rest[readings()[reading].field];
    }
    return slot;
  }

  std::span<const iotpf_source> sources() const {
    return Rows<iotpf_source>(image_->sources);
  }
  std::span<const iotpf_reading> readings() const {
    return Rows<iotpf_reading>(image_->readings);
  }
  std::span<const iotpf_constant> constants() const {
    return Rows<iotpf_constant>(image_->constants);
  }
  std::span<const iotpf_regex> regexes() const {
    return Rows<iotpf_regex>(image_->regexes);
  }
  std::span<const iotpf_predicate> predicates() const {
    return Rows<iotpf_predicate>(image_->predicates);
  }
  std::span<const uint32_t> children() const {
    return Rows<uint32_t>(image_->children);
  }
  std::span<const iotpf_node> nodes() const {
    return Rows<iotpf_node>(image_->nodes);
  }
  std::span<const iotpf_feature> features() const {
    return Rows<iotpf_feature>(image_->feature_table);
  }
  std::span<const iotpf_condition> conditions() const {
    return Rows<iotpf_condition>(image_->conditions);
  }
  std::span<const iotpf_fingerprint> fingerprints() const {
    return Rows<iotpf_fingerprint>(image_->fingerprints);
  }
  std::span<const iotpf_platform> platforms() const {
    return Rows<iotpf_platform>(image_->platforms);
  }
  std::span<const iotpf_provider> providers() const {
    return Rows<iotpf_provider>(image_->providers);
  }
  std::span<const iotpf_preference> preferences() const {
    return Rows<iotpf_preference>(image_->preferences);
  }

 private:
  const char* Base() const { return reinterpret_cast<const char*>(image_); }
  template <class Row>
  std::span<const Row> Rows(iotpf_table table) const {
    return {reinterpret_cast<const Row*>(Base() + table.offset), table.count};
  }

  const iotpf_ruleset* image_;
};

}  // namespace iotpf

#endif  // IOTPF_RULESET_VIEW_H_
