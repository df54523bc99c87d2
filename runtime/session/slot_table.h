// SlotTable: the slots of one ruleset, filled sparsely.
#ifndef IOTPF_RUNTIME_SESSION_SLOT_TABLE_H_
#define IOTPF_RUNTIME_SESSION_SLOT_TABLE_H_

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace iotpf::runtime {

// What a session shows, in the form that compiled rules read (ruleset_abi.h).
// A ruleset has thousands of readings and a session shows a dozen of them, so
// only what is shown is written, and only that is taken back.
//
//   Cost      Begin: what the session before has shown; Show: a few stores.
//   Threads   one at a time.
class SlotTable {
 public:
  explicit SlotTable(size_t readings) : slots_(readings) {
    view_.slots = slots_.data();
    view_.rest = rest_.data();
    shown_.reserve(readings);
  }
  SlotTable(const SlotTable&) = delete;
  SlotTable& operator=(const SlotTable&) = delete;

  // Forgets the session before. `records` has kRecordCount presences and lives
  // as long as what is shown.
  void Begin(const uint8_t* records) {
    for (const uint32_t reading : shown_) slots_[reading] = {};
    shown_.clear();
    rest_.fill(IOTPF_UNOBSERVED);
    view_.records = records;
    BeginStage();
  }

  // What is shown from here on belongs to the next stage.
  void BeginStage() { stage_begin_ = shown_.size(); }

  // Shows a reading, once a session. Unobserved slots are left out.
  void Show(uint32_t reading, const iotpf_slot& slot) {
    if (slot.presence == IOTPF_UNOBSERVED) return;
    slots_[reading] = slot;
    shown_.push_back(reading);
  }

  // The state of the readings of `field` that are not shown; unobserved until
  // it is set. For a field without key that is shown: absent, so that nothing
  // of it is left open.
  void SetRest(Field field, iotpf_presence presence) {
    rest_[static_cast<size_t>(field)] = static_cast<uint8_t>(presence);
  }

  // The stage that is being filled. Valid until the next change.
  const iotpf_session& Stage() {
    view_.shown = shown_.data() + stage_begin_;
    view_.shown_count = static_cast<uint32_t>(shown_.size() - stage_begin_);
    return view_;
  }
  // All stages at once.
  const iotpf_session& All() {
    stage_begin_ = 0;
    return Stage();
  }

 private:
  std::vector<iotpf_slot> slots_;
  std::vector<uint32_t> shown_;
  std::array<uint8_t, kFieldCount> rest_{};
  size_t stage_begin_ = 0;
  iotpf_session view_{};
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SESSION_SLOT_TABLE_H_
