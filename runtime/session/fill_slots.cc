// From the table of a session to the slots of a ruleset.
//
// What to do for each reading depends on the ruleset alone, so it is sorted out
// once: plain fields are copied, names go into one map for each field, JSON
// Pointers into one search for each body. A session then walks each of these
// once, stage by stage:
//
//   header    names and values of the section
//   cookie    the values of the header `Cookie`
//   query     the target behind its `?`
//   form      the body, when Content-Type says that it is a form
//   json      the body
//
// Every place answers first whether it was seen, and whole: only then may a
// name that is not there count as absent.

#include "runtime/session/fill_slots.h"

#include <array>
#include <bit>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/limits.h"
#include "runtime/protocols/ascii.h"
#include "runtime/session/named_pairs.h"
#include "runtime/session/named_readings.h"
#include "runtime/session/slot_table.h"

namespace iotpf::runtime {
namespace {

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

static_assert(kFieldCount <= 64);

// A set of fields, a bit for each.
constexpr uint64_t BitOf(Field field) {
  return uint64_t{1} << static_cast<size_t>(field);
}
constexpr Field TakeField(uint64_t& fields) {
  const int first = std::countr_zero(fields);
  fields &= fields - 1;
  return static_cast<Field>(first);
}

// What names stand in, or are derived from.
constexpr uint64_t kSections =
    BitOf(Field::RequestHeader) | BitOf(Field::RequestTarget) |
    BitOf(Field::RequestBody) | BitOf(Field::ResponseHeader) |
    BitOf(Field::ResponseBody);

// The bodies of each stage: worth a question whether the verdict needs them.
constexpr std::array<uint64_t, kStageCount> kBodiesAt = [] {
  std::array<uint64_t, kStageCount> fields{};
  for (uint64_t rest = BitOf(Field::RequestBody) | BitOf(Field::ResponseBody);
       rest != 0;) {
    const Field field = TakeField(rest);
    fields[static_cast<size_t>(InfoOf(field).stage)] |= BitOf(field);
  }
  return fields;
}();

// The one value of a field, or why there is none.
struct Content {
  Presence presence = Presence::Unobserved;
  std::string_view bytes;
  bool is_cut = false;
};

std::string_view BytesOf(const iotpf_value& value) {
  return {reinterpret_cast<const char*>(value.data), value.size};
}

bool IsPartial(const iotpf_value& value) {
  return (value.flags & IOTPF_VALUE_PARTIAL) != 0;
}

Content ContentOf(const Session& session, Field field) {
  const FieldState& state = session[field];
  if (state.presence != Presence::Present) return {state.presence, {}, false};
  if (state.values.empty() || state.values.front().kind != IOTPF_VALUE_BYTES) {
    return {};
  }
  const iotpf_value& value = state.values.front();
  return {Presence::Present, BytesOf(value), IsPartial(value)};
}

Section SectionOf(const FieldState& state) {
  if (state.presence == Presence::Absent) return Section::Absent;
  if (state.presence == Presence::Unobserved) return Section::Unobserved;
  if (!state.open) return Section::Whole;
  return state.excerpt ? Section::Selected : Section::Cut;
}

// A section that is derived from `content` and needs all of it.
Section SectionOf(const Content& content) {
  if (content.presence == Presence::Absent) return Section::Absent;
  if (content.presence == Presence::Unobserved) return Section::Unobserved;
  return content.is_cut ? Section::Cut : Section::Whole;
}

// Whether a body is a form: present and true, absent (it is none), unobserved.
Presence FormPresence(const FieldState& headers) {
  if (headers.presence == Presence::Unobserved) return Presence::Unobserved;
  for (size_t i = 0; i < headers.names.size(); ++i) {
    if (!EqualsIgnoringCase(headers.names[i], "content-type")) continue;
    if (IsPartial(headers.values[i])) return Presence::Unobserved;
    std::string_view type = BytesOf(headers.values[i]);
    type = type.substr(0, type.find(';'));
    const size_t first = type.find_first_not_of(" \t");
    if (first == std::string_view::npos) return Presence::Absent;
    type = type.substr(first, type.find_last_not_of(" \t") - first + 1);
    return EqualsIgnoringCase(type, kFormType) ? Presence::Present
                                               : Presence::Absent;
  }
  return headers.open ? Presence::Unobserved : Presence::Absent;
}

// The pointers into one body.
struct JsonReadings {
  Field field;
  Field body;
  std::vector<uint32_t> readings;
  std::vector<std::string_view> pointers;
  std::optional<JsonSearch> search;  // made once all pointers are known
};

}  // namespace

class SlotFiller::Slots {
 public:
  explicit Slots(RulesetView rules) : table_(rules.readings().size()) {
    for (uint32_t i = 0; i < rules.readings().size(); ++i) {
      const iotpf_reading& reading = rules.readings()[i];
      Want(static_cast<Field>(reading.field), rules.text(reading.key), i);
    }
    for (JsonReadings& json : json_) json.search.emplace(json.pointers);
  }

  void Begin(const Session& session) {
    table_.Begin(reinterpret_cast<const uint8_t*>(session.records().data()));
    filled_ = 0;
    // Where nothing was written of the sections and bodies, all names are as
    // their record is.
    has_sections_ = (session.touched() & kSections) != 0;
    const uint64_t plain = has_sections_ ? ~keyed_ : ~uint64_t{0};
    table_.SetAbsent(session.absent() & plain);
  }
  const iotpf_session& All() { return table_.All(); }

  const iotpf_session& FillNext(const Session& session) {
    table_.BeginPart();
    do {
      FillStage(session, static_cast<Stage>(filled_));
      ++filled_;
    } while (filled_ < kStageCount &&
             (session.touched() & kBodiesAt[filled_]) == 0);
    return table_.Part();
  }
  Stage filled() const { return static_cast<Stage>(filled_ - 1); }

  const SlotStatistics& statistics() const { return statistics_; }

 private:
  void FillStage(const Session& session, Stage stage) {
    FillPlain(session, plain_of_[static_cast<size_t>(stage)]);
    if (!has_sections_) return;
    if (stage == Stage::RequestHead) {
      FillHeaders(session, Field::RequestHeader, request_headers_);
      FillCookies(session);
      FillQuery(session);
    } else if (stage == Stage::RequestBody) {
      FillForm(session);
      FillJson(session, json_[0]);
    } else if (stage == Stage::ResponseHead) {
      FillHeaders(session, Field::ResponseHeader, response_headers_);
    } else if (stage == Stage::ResponseBody) {
      FillJson(session, json_[1]);
    }
  }

  void Want(Field field, std::string_view key, uint32_t reading) {
    if (InfoOf(field).key != KeyKind::NoKey) keyed_ |= BitOf(field);
    if (field == Field::RequestHeader) {
      request_headers_.Want(key, reading);
    } else if (field == Field::ResponseHeader) {
      response_headers_.Want(key, reading);
    } else if (field == Field::RequestCookie) {
      cookies_.Want(key, reading);
    } else if (field == Field::RequestQuery) {
      query_.Want(key, reading);
    } else if (field == Field::RequestForm) {
      form_.Want(key, reading);
    } else if (field == Field::RequestJson || field == Field::ResponseJson) {
      JsonReadings& json = json_[field == Field::RequestJson ? 0 : 1];
      json.readings.push_back(reading);
      json.pointers.push_back(key);
    } else {
      plain_[static_cast<size_t>(field)] = reading;
      plain_of_[static_cast<size_t>(InfoOf(field).stage)] |= BitOf(field);
    }
  }

  // A session touches some fields of the many, a bit for each.
  void FillPlain(const Session& session, uint64_t fields) {
    for (uint64_t rest = fields & session.touched(); rest != 0;) {
      const Field field = TakeField(rest);
      FillPlain(session[field], field);
    }
  }

  void FillPlain(const FieldState& state, Field field) {
    const bool is_present = state.presence == Presence::Present;
    if (state.presence == Presence::Unobserved) return;
    if (is_present && state.values.empty()) return;
    table_.SetRest(field, IOTPF_ABSENT);
    if (!is_present) return;
    iotpf_slot slot{};
    slot.presence = IOTPF_PRESENT;
    slot.values = state.values.data();
    slot.count = static_cast<uint32_t>(state.values.size());
    slot.open = state.open;
    table_.Show(plain_[static_cast<size_t>(field)], slot);
  }

  void FillHeaders(const Session& session, Field field,
                   NamedReadings& readings) {
    if (readings.empty()) return;
    const FieldState& state = session[field];
    readings.Clear();
    readings.AddAll(
        state.names.size(), [&](size_t i) { return state.names[i]; },
        [&](size_t i) { return state.values[i]; }, statistics_.values_dropped);
    readings.Write(SectionOf(state), table_);
  }

  void FillCookies(const Session& session) {
    if (cookies_.empty()) return;
    const FieldState& headers = session[Field::RequestHeader];
    cookies_.Clear();
    // Without the header there is no cookie, unless it was left out.
    Section section = SectionOf(headers);
    for (size_t i = 0; i < headers.names.size(); ++i) {
      if (!EqualsIgnoringCase(headers.names[i], "cookie")) continue;
      const bool is_cut = IsPartial(headers.values[i]);
      if (section != Section::Cut) {
        section = is_cut ? Section::Cut : Section::Whole;
      }
      AddPairs(CookiePairs(BytesOf(headers.values[i]), is_cut), cookies_);
    }
    cookies_.Write(section, table_);
  }

  void FillQuery(const Session& session) {
    if (query_.empty()) return;
    Content target = ContentOf(session, Field::RequestTarget);
    const size_t mark = target.bytes.find('?');
    target.bytes.remove_prefix(
        mark == std::string_view::npos ? target.bytes.size() : mark + 1);
    FillForms(target, query_, decoded_query_);
  }

  void FillForm(const Session& session) {
    if (form_.empty()) return;
    Content body = ContentOf(session, Field::RequestBody);
    if (body.presence == Presence::Present) {
      body.presence = FormPresence(session[Field::RequestHeader]);
    }
    FillForms(body, form_, decoded_form_);
  }

  void FillForms(Content content, NamedReadings& readings,
                 std::string& decoded) {
    readings.Clear();
    if (content.bytes.size() > kFormBytes) {
      content.bytes = content.bytes.substr(0, kFormBytes);
      content.is_cut = true;
      ++statistics_.forms_too_large;
    }
    if (content.presence == Presence::Present) {
      AddPairs(FormPairs(content.bytes, content.is_cut, decoded), readings);
    }
    readings.Write(SectionOf(content), table_);
  }

  template <class Pairs>
  void AddPairs(Pairs pairs, NamedReadings& readings) {
    NamedPair pair;
    while (pairs.Next(pair)) {
      readings.Add(pair.name, BytesValue(pair.value, pair.partial),
                   statistics_.values_dropped);
    }
  }

  void FillJson(const Session& session, JsonReadings& json) {
    if (json.readings.empty()) return;
    const Content body = ContentOf(session, json.body);
    if (body.presence == Presence::Present && !body.is_cut) {
      const std::vector<JsonMatches>& matches =
          json.search->Find(body.bytes, statistics_.json);
      if (json.search->rest() == Presence::Absent) {
        table_.SetRest(json.field, IOTPF_ABSENT);
      }
      for (const uint32_t pointer : json.search->found()) {
        const JsonMatches& found = matches[pointer];
        iotpf_slot slot{};
        slot.presence = IOTPF_PRESENT;
        slot.count = static_cast<uint32_t>(found.values.size());
        slot.values = found.values.data();
        slot.open = found.open;
        table_.Show(json.readings[pointer], slot);
      }
    } else if (body.presence == Presence::Absent) {
      table_.SetRest(json.field, IOTPF_ABSENT);
    }
  }

  SlotTable table_;
  // Fields without a key: their readings, and which of them each stage has.
  std::array<uint32_t, kFieldCount> plain_{};
  std::array<uint64_t, kStageCount> plain_of_{};
  uint64_t keyed_ = 0;  // fields with a key that are read, a bit for each
  bool has_sections_ = false;  // the session shows some of kSections
  size_t filled_ = 0;          // stages of the session
  NamedReadings request_headers_{Field::RequestHeader};
  NamedReadings response_headers_{Field::ResponseHeader};
  NamedReadings cookies_{Field::RequestCookie};
  NamedReadings query_{Field::RequestQuery};
  NamedReadings form_{Field::RequestForm};
  std::array<JsonReadings, 2> json_{
      {{Field::RequestJson, Field::RequestBody, {}, {}, {}},
       {Field::ResponseJson, Field::ResponseBody, {}, {}, {}}}};
  std::string decoded_query_;
  std::string decoded_form_;
  SlotStatistics statistics_;
};

SlotFiller::SlotFiller(RulesetView rules)
    : slots_(std::make_unique<Slots>(rules)) {}
SlotFiller::~SlotFiller() = default;
SlotFiller::SlotFiller(SlotFiller&&) noexcept = default;
SlotFiller& SlotFiller::operator=(SlotFiller&&) noexcept = default;

const iotpf_session& SlotFiller::Fill(const Session& session) {
  slots_->Begin(session);
  do {
    slots_->FillNext(session);
  } while (static_cast<size_t>(slots_->filled()) + 1 < kStageCount);
  return slots_->All();
}

void SlotFiller::Begin(const Session& session) { slots_->Begin(session); }

const iotpf_session& SlotFiller::FillNext(const Session& session) {
  return slots_->FillNext(session);
}

Stage SlotFiller::filled() const { return slots_->filled(); }
const iotpf_session& SlotFiller::All() { return slots_->All(); }

const SlotStatistics& SlotFiller::statistics() const {
  return slots_->statistics();
}

}  // namespace iotpf::runtime
