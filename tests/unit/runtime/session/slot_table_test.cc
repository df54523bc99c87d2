// What is shown is seen, in its stage, until the next session begins.
#include "runtime/session/slot_table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace iotpf::runtime {
namespace {

iotpf_slot SlotOf(iotpf_presence presence, uint32_t count = 0) {
  iotpf_slot slot{};
  slot.presence = static_cast<uint8_t>(presence);
  slot.count = count;
  return slot;
}

std::vector<uint32_t> ShownIn(const iotpf_session& session) {
  return {session.shown, session.shown + session.shown_count};
}

using Numbers = std::vector<uint32_t>;

TEST_CASE("parts show what was added since the one before") {
  const std::array<uint8_t, kRecordCount> records{};
  SlotTable table(5);
  table.Begin(records.data());
  CHECK(ShownIn(table.Part()).empty());
  table.Show(3, SlotOf(IOTPF_PRESENT, 2));
  table.Show(1, SlotOf(IOTPF_UNOBSERVED));  // left out
  CHECK(ShownIn(table.Part()) == Numbers{3});
  table.BeginPart();
  CHECK(ShownIn(table.Part()).empty());
  table.Show(0, SlotOf(IOTPF_ABSENT));
  table.Show(4, SlotOf(IOTPF_PRESENT, 1));
  CHECK(ShownIn(table.Part()) == Numbers{0, 4});
  const iotpf_session& all = table.All();
  CHECK(ShownIn(all) == Numbers{3, 0, 4});
  CHECK(all.records == records.data());
  CHECK(all.slots[3].count == 2);
  CHECK(all.slots[0].presence == IOTPF_ABSENT);
  CHECK(all.slots[1].presence == IOTPF_UNOBSERVED);
  CHECK(all.slots[2].presence == IOTPF_UNOBSERVED);
}

TEST_CASE("a session forgets the one before") {
  std::array<uint8_t, kRecordCount> records{};
  records[0] = IOTPF_PRESENT;
  SlotTable table(3);
  table.Begin(records.data());
  for (uint32_t i = 0; i < 3; ++i) table.Show(i, SlotOf(IOTPF_PRESENT, i + 1));
  table.SetRest(Field::RequestHeader, IOTPF_ABSENT);
  CHECK(table.All().rest[static_cast<size_t>(Field::RequestHeader)] ==
        IOTPF_ABSENT);

  table.Begin(records.data());
  const iotpf_session& session = table.All();
  CHECK(session.shown_count == 0);
  for (uint32_t i = 0; i < 3; ++i) {
    CHECK(session.slots[i].presence == IOTPF_UNOBSERVED);
    CHECK(session.slots[i].count == 0);
  }
  const bool is_all_unobserved =
      std::all_of(session.rest, session.rest + kFieldCount,
                  [](uint8_t rest) { return rest == IOTPF_UNOBSERVED; });
  CHECK(is_all_unobserved);
}

TEST_CASE("many fields are absent at once") {
  const std::array<uint8_t, kRecordCount> records{};
  for (size_t field = 0; field < kFieldCount; ++field) {
    SlotTable table(1);
    table.Begin(records.data());
    table.SetAbsent(uint64_t{1} << field | 1);
    const uint8_t* const rest = table.All().rest;
    for (size_t i = 0; i < kFieldCount; ++i) {
      CHECK((rest[i] == IOTPF_ABSENT) == (i == field || i == 0));
    }
  }
}

TEST_CASE("a ruleset may have no readings") {
  const std::array<uint8_t, kRecordCount> records{};
  SlotTable table(0);
  table.Begin(records.data());
  CHECK(table.All().shown_count == 0);
}

}  // namespace
}  // namespace iotpf::runtime
