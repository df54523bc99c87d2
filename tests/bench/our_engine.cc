// What a scan does with each session once it is decoded: slots for what the
// ruleset reads, and claims in the end. Sessions that are tables are matched up
// to the body that settles them, as scans do.
//
// The peers take plain arrays, so ours does too, through the parts that fill
// the slots of scanned sessions: a table of readings for each header section.
//
// Features are read from the state of the matcher afterwards, outside of all
// measurements: each is one predicate, and state has a bit that says it holds.

#include "tests/bench/our_engine.h"

#include "runtime/match/native_match.h"
#include "runtime/match/regex_set.h"
#include "runtime/session/fill_slots.h"
#include "runtime/session/named_readings.h"
#include "runtime/session/slot_table.h"
#include "runtime/verdict/match_session.h"

#include <iotpf/ruleset.h>

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace iotpf::tests {
namespace {

// The number in `f12`.
std::optional<uint32_t> RowOf(std::string_view name) {
  uint32_t row = 0;
  const char* end = name.data() + name.size();
  if (name.size() < 2 || name.front() != 'f' ||
      std::from_chars(name.data() + 1, end, row).ptr != end) {
    return std::nullopt;
  }
  return row;
}

}  // namespace

class OurEngine::Matcher {
 public:
  Matcher(Ruleset ruleset, runtime::RegexSet regexes, ShownBodies bodies)
      : bodies_(bodies),
        ruleset_(std::move(ruleset)),
        regexes_(std::move(regexes)),
        native_(ruleset_, regexes_),
        filler_(ruleset_.view()),
        table_(ruleset_.view().readings().size()) {
    const RulesetView rules = ruleset_.view();
    for (uint32_t i = 0; i < rules.readings().size(); ++i) {
      Want(static_cast<Field>(rules.readings()[i].field),
           rules.text(rules.readings()[i].key), i);
    }
    for (const iotpf_feature& feature : rules.features()) {
      const std::optional<uint32_t> row = RowOf(rules.text(feature.name));
      const iotpf_node& node = rules.nodes()[feature.node];
      if (!row || node.op != IOTPF_NODE_PREDICATE) continue;
      rows_.push_back({*row, rules.predicates()[node.first].bit});
    }
  }

  void Match(const DecodedSession& session) {
    table_.Begin(records_.data());
    for (size_t stage = 0; stage < kStageCount; ++stage) {
      Show(session, static_cast<Stage>(stage));
    }
    native_.Advance(Stage::Flow, Stage::Stream, table_.All());
    native_.Claims();
  }

  void Match(const Session& session) {
    runtime::SessionMatch match(ruleset_.view(), native_);
    filler_.Begin(session);
    const iotpf_session* slots = nullptr;
    do {
      slots = &filler_.FillNext(session);
    } while (match.Advance(filler_.filled(), *slots));
  }

  std::vector<uint32_t> Hits() const {
    std::vector<uint32_t> hits;
    for (const Row& row : rows_) {
      if (native_.Holds(row.bit)) hits.push_back(row.number);
    }
    return hits;
  }

 private:
  struct Row {
    uint32_t number;
    uint32_t bit;
  };

  // A field without a key.
  struct Plain {
    Field field;
    std::optional<uint32_t> reading = std::nullopt;
    iotpf_value value{};
  };

  void Want(Field field, std::string_view key, uint32_t reading) {
    for (Plain* plain : {&address_, &port_, &host_, &target_, &body_}) {
      if (plain->field == field) plain->reading = reading;
    }
    if (field == Field::RequestHeader) request_headers_.Want(key, reading);
    if (field == Field::ResponseHeader) response_headers_.Want(key, reading);
  }

  void Show(const DecodedSession& session, Stage stage) {
    if (stage == Stage::Flow) {
      Show(BytesValue({session.address.data(), session.address.size()}),
           address_);
      iotpf_value port{};
      port.kind = IOTPF_VALUE_INTEGER;
      port.number = session.port;
      Show(port, port_);
    } else if (stage == Stage::RequestHead) {
      Show(session.host, host_);
      Show(session.target, target_);
      Show(session.request_headers, request_headers_);
    } else if (stage == Stage::ResponseHead) {
      Show(session.response_headers, response_headers_);
    } else if (stage == Stage::ResponseBody) {
      Show(session.body, body_,
           bodies_ == ShownBodies::Cut ? IOTPF_VALUE_PARTIAL : 0);
    }
  }

  void Show(std::string_view bytes, Plain& plain, uint16_t flags = 0) {
    if (bytes.empty()) {
      if (plain.reading) table_.SetRest(plain.field, IOTPF_ABSENT);
      return;
    }
    iotpf_value value = BytesValue(bytes);
    value.flags = flags;
    Show(value, plain);
  }

  void Show(const iotpf_value& value, Plain& plain) {
    if (!plain.reading) return;
    table_.SetRest(plain.field, IOTPF_ABSENT);
    plain.value = value;
    iotpf_slot slot{};
    slot.values = &plain.value;
    slot.count = 1;
    slot.presence = IOTPF_PRESENT;
    table_.Show(*plain.reading, slot);
  }

  void Show(std::span<const DecodedHeader> headers,
            runtime::NamedReadings& readings) {
    if (readings.empty()) return;
    readings.Clear();
    readings.AddAll(
        headers.size(), [&](size_t i) { return headers[i].name; },
        [&](size_t i) { return BytesValue(headers[i].value); }, dropped_);
    readings.Write(runtime::Section::Whole, table_);
  }

  ShownBodies bodies_;
  Ruleset ruleset_;
  runtime::RegexSet regexes_;
  runtime::NativeMatch native_;
  runtime::SlotFiller filler_;  // for sessions that are tables
  std::vector<Row> rows_;

  runtime::SlotTable table_;  // for sessions that are arrays
  Plain address_{Field::ServerIp};
  Plain port_{Field::ServerPort};
  Plain host_{Field::RequestHost};
  Plain target_{Field::RequestTarget};
  Plain body_{Field::ResponseBody};
  runtime::NamedReadings request_headers_{Field::RequestHeader};
  runtime::NamedReadings response_headers_{Field::ResponseHeader};
  uint64_t dropped_ = 0;
  // No rule of the benchmark asks for records.
  std::array<uint8_t, kRecordCount> records_{};
};

OurEngine::OurEngine(std::string name, std::unique_ptr<Matcher> matcher)
    : Engine(std::move(name), Answer::Features, HeaderNames::AsSent),
      matcher_(std::move(matcher)) {}

OurEngine::~OurEngine() = default;

void OurEngine::Match(const DecodedSession& session) {
  matcher_->Match(session);
}

void OurEngine::Match(const Session& session) { matcher_->Match(session); }

std::vector<uint32_t> OurEngine::Hits() { return matcher_->Hits(); }

Result<std::unique_ptr<OurEngine>> OurEngine::Load(std::string name,
                                                   const std::string& path,
                                                   ShownBodies bodies) {
  Result<Ruleset> ruleset = Ruleset::Load(path);
  if (!ruleset) return ruleset.error();
  Result<runtime::RegexSet> regexes =
      runtime::RegexSet::Compile(ruleset->view());
  if (!regexes) return regexes.error();
  return std::unique_ptr<OurEngine>(new OurEngine(
      std::move(name), std::make_unique<Matcher>(std::move(*ruleset),
                                                 std::move(*regexes), bodies)));
}

}  // namespace iotpf::tests
