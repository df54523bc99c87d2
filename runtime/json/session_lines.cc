// Lines of an input, and the session of each.
//
// Lines are cut out of the blocks of the input where they lie; only one that
// goes across blocks is joined. A line that is too long is passed over to its
// end, so that memory has a bound and the next line is found.

#include "runtime/json/session_lines.h"

#include <fmt/format.h>

#include <utility>

#include "runtime/json/session_record.h"
#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

constexpr std::string_view kNoObject =
    "is no JSON object; each line holds one session as a JSON object";

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Result<void> ReadLine(std::string_view line, JsonTree& tree, Session& session) {
  switch (tree.Parse(line, kSessionLineBytes)) {
    case JsonOutcome::Parsed:
      break;
    case JsonOutcome::NotJson:
      return Error{std::string(kNoObject)};
    case JsonOutcome::TooDeep:
      return Error{
          fmt::format("nests deeper than {} arrays and objects", kJsonDepth)};
    case JsonOutcome::TooLarge:
      return Error{
          fmt::format("has more than {} million values", kJsonNodes >> 20)};
  }
  const JsonView record(tree);
  if (!record.is(JsonKind::Object)) return Error{std::string(kNoObject)};
  return ReadSessionRecord(record, session);
}

}  // namespace

SessionLines::SessionLines(InputFile input) : input_(std::move(input)) {}

Result<bool> SessionLines::Next(Session& session) {
  std::string_view line;
  while (true) {
    session = Session();
    switch (TakeLine(line)) {
      case LineKind::End:
        if (!std::exchange(has_ended_, true) && input_.error()) {
          return *input_.error();
        }
        return false;
      case LineKind::TooLong:
        return Error{
            fmt::format("{}:{}: is longer than {} MiB; the line is skipped",
                        input_.name(), line_number_, kSessionLineBytes >> 20)};
      case LineKind::Line:
        break;
    }
    if (IsBlank(line)) continue;
    const Result<void> read = ReadLine(line, tree_, session);
    if (read) return true;
    session = Session();
    return Error{fmt::format("{}:{}: {}", input_.name(), line_number_,
                             read.error().message)};
  }
}

SessionLines::LineKind SessionLines::TakeLine(std::string_view& line) {
  joined_.clear();
  bool has_bytes = false;
  bool is_too_long = false;
  while (true) {
    if (block_.empty()) block_ = input_.TakeBlock();
    const bool is_end = block_.empty();
    const size_t size = block_.find('\n');
    const bool is_whole = size != std::string_view::npos || is_end;
    const std::string_view piece = block_.substr(0, size);
    block_.remove_prefix(size == std::string_view::npos ? block_.size()
                                                        : size + 1);
    has_bytes |= !is_end;
    is_too_long |= joined_.size() + piece.size() > kSessionLineBytes;
    if (is_whole && !has_bytes) return LineKind::End;
    if (is_whole && !is_too_long && joined_.empty()) {
      line = piece;
    } else if (!is_too_long) {
      joined_ += piece;
      line = joined_;
    }
    if (!is_whole) continue;
    ++line_number_;
    return is_too_long ? LineKind::TooLong : LineKind::Line;
  }
}

}  // namespace iotpf::runtime
