// The format of the file, in which a number is 8 bytes, little endian:
//
//   file     sessions, readings, records, fields, bytes of a bitmap of regexes;
//            then the sessions
//   session  a byte for each record, a byte for each field; then a slot for
//            each reading; how many readings are shown, and which
//   slot     presence, open, count; then the values
//   value    kind, flags, size or number; of bytes also these, and a bitmap of
//            the regexes that match in them
//
// The program that reads it has no RE2: what the host would search is said
// beforehand, for every regex and value.
#include "tests/agreement/replay/replay_cases.h"

#include <iotpf/field.h>

#include <fmt/format.h>

#include <string_view>

namespace iotpf::tests {
namespace {

void AddNumber(uint64_t number, std::string& bytes) {
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(number >> i * 8);
}

void AddBytes(const uint8_t* data, uint64_t size, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(data), size);
}

}  // namespace

ReplayCases::ReplayCases(const Ruleset& ruleset,
                         const runtime::RegexSet& regexes)
    : ruleset_(ruleset.view()), regexes_(regexes), native_(ruleset, regexes) {}

void ReplayCases::Add(const iotpf_session& session) {
  AddBytes(session.records, kRecordCount, bytes_);
  AddBytes(session.rest, kFieldCount, bytes_);
  for (size_t i = 0; i < ruleset_.readings().size(); ++i) {
    AddSlot(session.slots[i]);
  }
  AddNumber(session.shown_count, bytes_);
  for (uint32_t i = 0; i < session.shown_count; ++i) {
    AddNumber(session.shown[i], bytes_);
  }
  for (uint32_t stage = 0; stage < kStageCount; ++stage) {
    if (((ruleset_.header().stages | 1) >> stage & 1) == 0) continue;
    const auto number = static_cast<Stage>(stage);
    native_.Advance(number, number, session);
    AddAnswer(number);
  }
  ++sessions_;
}

void ReplayCases::AddSlot(const iotpf_slot& slot) {
  AddNumber(slot.presence, bytes_);
  AddNumber(slot.open, bytes_);
  AddNumber(slot.count, bytes_);
  for (uint32_t i = 0; i < slot.count; ++i) AddValue(slot.values[i]);
}

void ReplayCases::AddValue(const iotpf_value& value) {
  AddNumber(value.kind, bytes_);
  AddNumber(value.flags, bytes_);
  AddNumber(value.size, bytes_);
  if (value.kind != IOTPF_VALUE_BYTES) return;
  AddBytes(value.data, value.size, bytes_);
  const std::string_view text(reinterpret_cast<const char*>(value.data),
                              value.size);
  const size_t regexes = ruleset_.regexes().size();
  std::string matches((regexes + 7) / 8, '\0');
  for (uint32_t i = 0; i < regexes; ++i) {
    if (!regexes_.Search(i, text)) continue;
    matches[i / 8] = static_cast<char>(matches[i / 8] | 1 << i % 8);
  }
  bytes_ += matches;
}

void ReplayCases::AddAnswer(Stage stage) {
  answers_ +=
      fmt::format("session {} stage {} open {} claims", sessions_,
                  static_cast<uint32_t>(stage), native_.IsOpen() ? 1 : 0);
  for (const iotpf_claim& claim : native_.Claims()) {
    answers_ += fmt::format(" {}:{}:{}", claim.fingerprint, claim.condition,
                            claim.flags);
    ++claims_;
  }
  answers_ += " scopes";
  for (const iotpf_scope& scope : native_.Scopes()) {
    answers_ += fmt::format(" {}:{}", scope.provider, scope.truth);
  }
  answers_ += " holds ";
  for (uint32_t bit = 0; bit < ruleset_.predicates().size(); ++bit) {
    answers_ += native_.Holds(bit) ? '1' : '0';
  }
  answers_ += '\n';
}

std::string ReplayCases::File() const {
  std::string file;
  for (const uint64_t number :
       {sessions_, uint64_t{ruleset_.readings().size()}, uint64_t{kRecordCount},
        uint64_t{kFieldCount}, uint64_t{(ruleset_.regexes().size() + 7) / 8}}) {
    AddNumber(number, file);
  }
  return file + bytes_;
}

}  // namespace iotpf::tests
