// SlotTable: the slots of one ruleset, filled sparsely.
#ifndef IOTPF_RUNTIME_SESSION_SLOT_TABLE_H_
#define IOTPF_RUNTIME_SESSION_SLOT_TABLE_H_

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
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
    BeginPart();
  }

  // What is shown from here on belongs to the next stages.
  void BeginPart() { part_begin_ = shown_.size(); }

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
  // The same for many, a bit for each, of those that are not set yet: absent.
  void SetAbsent(uint64_t fields) {
    static_assert(IOTPF_UNOBSERVED == 0 && IOTPF_ABSENT == 1);
    for (uint8_t* rest = rest_.data(); fields != 0; fields >>= 8, rest += 8) {
      std::memcpy(rest, &kBytesOfBits[fields & 0xFF], 8);
    }
  }

  // The stages that are being filled. Valid until the next change.
  const iotpf_session& Part() {
    view_.shown = shown_.data() + part_begin_;
    view_.shown_count = static_cast<uint32_t>(shown_.size() - part_begin_);
    return view_;
  }
  // All stages at once.
  const iotpf_session& All() {
    part_begin_ = 0;
    return Part();
  }

 private:
  static_assert(kFieldCount <= 64);
  // Each bit of a number as a byte of 0 or 1, the lowest bit first in memory.
  static constexpr std::array<std::array<uint8_t, 8>, 256> kBytesOfBits = [] {
    std::array<std::array<uint8_t, 8>, 256> bytes{};
    for (size_t bits = 0; bits < bytes.size(); ++bits) {
      for (size_t i = 0; i < 8; ++i) bytes[bits][i] = bits >> i & 1;
    }
    return bytes;
  }();

  std::vector<iotpf_slot> slots_;
  std::vector<uint32_t> shown_;
  std::array<uint8_t, 64> rest_{};  // kFieldCount of them are used
  size_t part_begin_ = 0;
  iotpf_session view_{};
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SESSION_SLOT_TABLE_H_
