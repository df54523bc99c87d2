// The table of fields of one session.
//
// Every decoder writes into the same table by the rows of fields.def, so a new
// field needs a row and the line that fills it, and nothing between them.
// Here each value takes the one form that its type compares.

#include <iotpf/session.h>

#include <iotpf/check.h>

#include <bit>
#include <utility>

namespace iotpf {
namespace {

// A host name without the dot of the root (RFC 1034, section 3.1), which some
// write and some do not.
std::string_view WithoutRootDot(std::string_view host) {
  const bool has_dot = host.size() > 1 && host.ends_with('.');
  return host.substr(0, host.size() - (has_dot ? 1 : 0));
}

// The fields that are host names, a bit for each.
constexpr uint64_t kHosts = [] {
  uint64_t fields = 0;
  for (size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].type == ValueType::Host) fields |= uint64_t{1} << i;
  }
  return fields;
}();

// The fields of each record, a bit for each.
constexpr std::array<uint64_t, kRecordCount> kFieldsOf = [] {
  std::array<uint64_t, kRecordCount> fields{};
  for (size_t i = 0; i < kFieldCount; ++i) {
    fields[static_cast<size_t>(kFields[i].record)] |= uint64_t{1} << i;
  }
  return fields;
}();

// Requires a value that is all zero.
inline void SetBytes(iotpf_value& value, std::string_view bytes, bool partial) {
  value.data =
      reinterpret_cast<const uint8_t*>(bytes.empty() ? "" : bytes.data());
  value.size = bytes.size();
  value.kind = IOTPF_VALUE_BYTES;
  value.flags = partial ? IOTPF_VALUE_PARTIAL : 0;
}

}  // namespace

iotpf_value BytesValue(std::string_view bytes, bool partial) {
  iotpf_value value{};
  SetBytes(value, bytes, partial);
  return value;
}

void Session::Reset() {
  for (uint64_t rest = touched_; rest != 0; rest &= rest - 1) {
    FieldState& state = fields_[static_cast<size_t>(std::countr_zero(rest))];
    state.presence = Presence::Unobserved;
    state.open = false;
    state.excerpt = false;
    state.values.clear();
    state.names.clear();
  }
  touched_ = 0;
  records_.fill(Presence::Unobserved);
  kind = SessionKind::Flow;
  id.clear();
  time_ns.reset();
  kept_.reset();
  held_.clear();
}

const FieldState& Session::Untouched(Field field) const {
  static const FieldState kUnobserved;
  static const FieldState kAbsent = [] {
    FieldState state;
    state.presence = Presence::Absent;
    return state;
  }();
  return presence(InfoOf(field).record) == Presence::Absent ? kAbsent
                                                            : kUnobserved;
}

inline FieldState& Session::At(Field field) {
  const size_t number = static_cast<size_t>(field);
  FieldState& state = fields_[number];
  if (!IsTouched(number)) {
    state.presence = presence(InfoOf(field).record) == Presence::Absent
                         ? Presence::Absent
                         : Presence::Unobserved;
    touched_ |= BitOf(number);
  }
  return state;
}

uint64_t Session::absent() const {
  uint64_t fields = 0;
  for (size_t i = 0; i < kRecordCount; ++i) {
    if (records_[i] == Presence::Absent) fields |= kFieldsOf[i];
  }
  return fields & ~touched_;
}

void Session::AddBytes(Field field, std::string_view bytes, bool partial) {
  FieldState& state = At(field);
  const bool is_host = (kHosts & BitOf(static_cast<size_t>(field))) != 0;
  if (is_host && !partial) bytes = WithoutRootDot(bytes);
  state.presence = Presence::Present;
  // In its place: a value that is made elsewhere is read before its parts have
  // been written.
  SetBytes(state.values.emplace_back(), bytes, partial);
}

void Session::AddNumber(Field field, int64_t number) {
  FieldState& state = At(field);
  state.presence = Presence::Present;
  iotpf_value& value = state.values.emplace_back();
  value.number = number;
  value.kind = IOTPF_VALUE_INTEGER;
}

void Session::AddNamed(Field field, std::string_view name,
                       std::string_view value, bool partial) {
  IOTPF_CHECK(InfoOf(field).key == KeyKind::NameKey);
  AddBytes(field, value, partial);
  At(field).names.push_back(name);
}

void Session::SetAbsent(Field field) {
  Clear(field);
  At(field).presence = Presence::Absent;
}

void Session::SetOpen(Field field) { At(field).open = true; }

void Session::SetExcerpt(Field field) {
  At(field).open = true;
  At(field).excerpt = true;
}

void Session::Clear(Field field) {
  FieldState& state = At(field);
  state.presence = Presence::Unobserved;
  state.open = false;
  state.excerpt = false;
  state.values.clear();
  state.names.clear();
}

void Session::SetPresent(Record record) {
  records_[static_cast<size_t>(record)] = Presence::Present;
}

void Session::SetAbsent(Record record) {
  records_[static_cast<size_t>(record)] = Presence::Absent;
  for (uint64_t rest = touched_ & kFieldsOf[static_cast<size_t>(record)];
       rest != 0; rest &= rest - 1) {
    SetAbsent(static_cast<Field>(std::countr_zero(rest)));
  }
}

void Session::CloseFields(Record record, Stage stage) {
  for (size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].record != record || kFields[i].stage != stage) continue;
    const FieldState& state = (*this)[static_cast<Field>(i)];
    if (state.presence == Presence::Unobserved && !state.open) {
      At(static_cast<Field>(i)).presence = Presence::Absent;
    }
  }
}

void Session::CopyRecord(Record record, const Session& carrier) {
  records_[static_cast<size_t>(record)] = carrier.presence(record);
  for (size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].record != record) continue;
    At(static_cast<Field>(i)) = carrier[static_cast<Field>(i)];
  }
}

std::string_view Session::Keep(std::string bytes) {
  if (kept_ == nullptr) kept_ = std::make_unique<std::deque<std::string>>();
  return kept_->emplace_back(std::move(bytes));
}

void Session::Hold(std::shared_ptr<const void> owner) {
  held_.push_back(std::move(owner));
}

std::optional<std::string_view> Session::Text(Field field) const {
  const FieldState& state = (*this)[field];
  if (state.values.empty()) return std::nullopt;
  const iotpf_value& value = state.values.front();
  if (value.kind != IOTPF_VALUE_BYTES) return std::nullopt;
  return std::string_view(reinterpret_cast<const char*>(value.data),
                          value.size);
}

std::optional<int64_t> Session::Number(Field field) const {
  const FieldState& state = (*this)[field];
  if (state.values.empty()) return std::nullopt;
  const iotpf_value& value = state.values.front();
  if (value.kind != IOTPF_VALUE_INTEGER) return std::nullopt;
  return value.number;
}

}  // namespace iotpf
