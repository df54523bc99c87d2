// The rows of fields.def as C++: numbers, names and properties.
#ifndef IOTPF_FIELD_H_
#define IOTPF_FIELD_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace iotpf {

// How the values of a field compare.
//
//   Text, Bytes  exactly
//   Token, Host  without ASCII case; a host also by label
//   Ip, Mac      by their bytes in network order
//   Json         each value by its own type
enum class ValueType : uint8_t { Int, Bytes, Text, Token, Host, Ip, Mac, Json };

// Whether a session may show several values of a field.
enum class Cardinality : uint8_t { One, List };

// What stands in brackets after a field.
enum class KeyKind : uint8_t { NoKey, NameKey, PointerKey };

enum class Stage : uint8_t {
#define IOTPF_STAGE(name, closes) name,
#include <iotpf/fields.def>
};

enum class Record : uint8_t {
#define IOTPF_RECORD(name, path) name,
#include <iotpf/fields.def>
};

enum class Field : uint8_t {
#define IOTPF_FIELD(name, path, type, several, key, record, stage, ...) name,
#include <iotpf/fields.def>
};

struct StageInfo {
  std::string_view name;    // `RequestHead`
  std::string_view closes;  // what closes it, for people
};

struct RecordInfo {
  std::string_view path;  // `http.request`
};

struct FieldInfo {
  std::string_view path;  // `http.request.header`
  ValueType type;
  Cardinality cardinality;
  KeyKind key;
  Record record;
  Stage stage;
  std::string_view unit;  // `port`; empty where the type says it all
  std::string_view description;
  std::string_view source;
};

inline constexpr auto kStages = std::to_array<StageInfo>({
#define IOTPF_STAGE(name, closes) {#name, closes},
#include <iotpf/fields.def>
});

inline constexpr auto kRecords = std::to_array<RecordInfo>({
#define IOTPF_RECORD(name, path) {path},
#include <iotpf/fields.def>
});

inline constexpr auto kFields = std::to_array<FieldInfo>({
#define IOTPF_FIELD(name, path, type, several, key, record, stage, unit, \
                    description, source)                                 \
  {path,         ValueType::type, Cardinality::several,                  \
   KeyKind::key, Record::record,  Stage::stage,                          \
   unit,         description,     source},
#include <iotpf/fields.def>
});

inline constexpr size_t kStageCount = kStages.size();
inline constexpr size_t kRecordCount = kRecords.size();
inline constexpr size_t kFieldCount = kFields.size();

constexpr const FieldInfo& InfoOf(Field field) {
  return kFields[static_cast<size_t>(field)];
}

// The name of a type in messages and in rules: `text`, `host`, ...
constexpr std::string_view NameOf(ValueType type) {
  constexpr std::array<std::string_view, 8> kNames = {
      "int", "bytes", "text", "token", "host", "ip", "mac", "json"};
  return kNames[static_cast<size_t>(type)];
}

// A digest of what compiled rules take from the table: the number, path, type,
// key, record and stage of each field. FNV-1a, 64 bits.
constexpr uint64_t FieldsDigest() {
  uint64_t hash = 14695981039346656037u;
  const auto mix = [&hash](uint8_t byte) {
    hash = (hash ^ byte) * 1099511628211u;
  };
  for (const FieldInfo& field : kFields) {
    for (const char c : field.path) mix(static_cast<uint8_t>(c));
    mix(static_cast<uint8_t>(field.type));
    mix(static_cast<uint8_t>(field.cardinality));
    mix(static_cast<uint8_t>(field.key));
    mix(static_cast<uint8_t>(field.record));
    mix(static_cast<uint8_t>(field.stage));
  }
  return hash;
}

}  // namespace iotpf

#endif  // IOTPF_FIELD_H_
