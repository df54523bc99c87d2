// One session as rules see it: the table of its fields, filled by the decoders
// of captures and by the readers of decoded sessions alike.
#ifndef IOTPF_SESSION_H_
#define IOTPF_SESSION_H_

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {

// The state of a field or of a record; the numbers are the ABI's.
enum class Presence : uint8_t {
  Unobserved = IOTPF_UNOBSERVED,  // encrypted, truncated, not recorded, ...
  Absent = IOTPF_ABSENT,          // its place was seen whole
  Present = IOTPF_PRESENT
};

// Bytes as a value: a view, never with a null pointer.
iotpf_value BytesValue(std::string_view bytes, bool partial = false);

// What is known of one field.
struct FieldState {
  Presence presence = Presence::Unobserved;
  // More values may follow. For fields with a key: names that are not listed
  // are unobserved, not absent.
  bool open = false;
  // Fields with a key, where they are open: names were left out, and those that
  // are listed have all their values. Otherwise the section was cut short.
  bool excerpt = false;
  std::vector<iotpf_value> values;      // in wire order
  std::vector<std::string_view> names;  // fields with a key: beside `values`
};

enum class SessionKind : uint8_t { Flow, Exchange };

// The fields of one transport flow or of one HTTP exchange.
//
// Of the fields with a key, decoders fill the header sections (with AddNamed);
// query, cookie, form and json are derived from the target, the Cookie header
// and the body when rules read them (runtime/session/fill_slots.h).
//
// Values are views: they live in what the caller keeps alive, or in the session
// through Keep().
class Session {
 public:
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&&) = default;
  Session& operator=(Session&&) = default;

  SessionKind kind = SessionKind::Flow;
  std::string id;                  // of a decoded session, or empty
  std::optional<int64_t> time_ns;  // start, nanoseconds since 1970 UTC

  const FieldState& operator[](Field field) const {
    const size_t number = static_cast<size_t>(field);
    return IsTouched(number) ? fields_[number] : Untouched(field);
  }

  // The fields that were written to, and of the others those that are absent
  // with their record: bit i is field i.
  uint64_t touched() const { return touched_; }
  uint64_t absent() const;

  // Forgets everything, as if new, and keeps the memory of its lists.
  //
  //   Cost     of the fields that were touched.
  void Reset();

  // Appends a value and makes the field present.
  void AddBytes(Field field, std::string_view bytes, bool partial = false);
  void AddNumber(Field field, int64_t number);
  // Appends a named value to a field with a key.
  void AddNamed(Field field, std::string_view name, std::string_view value,
                bool partial = false);

  // Makes a field absent. A field with a key is absent when its section was
  // seen whole and has no entry.
  void SetAbsent(Field field);
  // Says that more values, or more names, may follow.
  void SetOpen(Field field);
  // Says that names of a field with a key were left out.
  void SetExcerpt(Field field);
  // Forgets the values of a field: unobserved again.
  void Clear(Field field);

  // The record was seen. Does not touch its fields.
  void SetPresent(Record record);
  // The record cannot come: it and all its fields are absent, but for what is
  // written to them later.
  void SetAbsent(Record record);
  // Fields of `record` at `stage` that are still unobserved become absent: the
  // part of the record that closes the stage was seen whole. Not those that no
  // decoder fills.
  void CloseFields(Record record, Stage stage);
  Presence presence(Record record) const {
    return records_[static_cast<size_t>(record)];
  }
  const std::array<Presence, kRecordCount>& records() const { return records_; }

  // Takes the fields of `record` as another session has them: an exchange sees
  // its carrier's flow, payload and tls. Views are shared, not copied.
  void CopyRecord(Record record, const Session& carrier);

  // Stores bytes for the life of the session and returns a view of them.
  std::string_view Keep(std::string bytes);
  // Keeps what values are views into for the life of the session.
  void Hold(std::shared_ptr<const void> owner);

  // The first value of a field as text, or nullopt when it is not present.
  std::optional<std::string_view> Text(Field field) const;
  // The first value of a field as a number, or nullopt.
  std::optional<int64_t> Number(Field field) const;

 private:
  static_assert(kFieldCount <= 64);
  static constexpr uint64_t BitOf(size_t number) {
    return uint64_t{1} << number;
  }
  bool IsTouched(size_t number) const {
    return (touched_ & BitOf(number)) != 0;
  }
  // The state of a field that nobody wrote to: its record's, where that is
  // absent.
  const FieldState& Untouched(Field field) const;
  FieldState& At(Field field);

  std::array<FieldState, kFieldCount> fields_;
  // The fields that have a state of their own, a bit for each. The others are
  // as new.
  uint64_t touched_ = 0;
  std::array<Presence, kRecordCount> records_{};
  std::unique_ptr<std::deque<std::string>> kept_;  // a deque: views survive
  std::vector<std::shared_ptr<const void>> held_;
};

}  // namespace iotpf

#endif  // IOTPF_SESSION_H_
