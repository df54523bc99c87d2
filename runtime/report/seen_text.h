// What a session shows of a field, for people.
#ifndef IOTPF_RUNTIME_REPORT_SEEN_TEXT_H_
#define IOTPF_RUNTIME_REPORT_SEEN_TEXT_H_

#include <iotpf/explain.h>
#include <iotpf/field.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace iotpf::runtime {

// `saw "a.example"`, `absent`, `not observed`; of several values the one that
// matched, or where `match` is IOTPF_NONE the first of them: `saw "a", "b" and
// 3 more`. A value of which the session has only the beginning is `cut short`.
// Printable ASCII, a value in at most `columns`.
//
//   Input    `type`: of the field.
std::string SeenText(const SeenField& field, ValueType type, uint32_t match,
                     size_t columns);
std::string SeenCountText(const SeenField& field);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_SEEN_TEXT_H_
