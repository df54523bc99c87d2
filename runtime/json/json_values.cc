// All pointers of a ruleset against one body.
//
// Pointers share their beginnings, so they are kept as one tree of steps. The
// walk over the body carries the set of places in that tree at which the path
// so far can stand; a `**` stays in the set for all that is below. Each node of
// the body then costs one look at each such place, however many pointers there
// are and however many `**` one of them has, and a subtree at which no place is
// left is skipped.
//
//   pointers  /a/b  /**/did        places for {"a":{"b":1,"did":2}}
//   root -a-> 1 -b-> 2             body      root, 3 (`**` of no step)
//     +-**-> 3 -did-> 4            a         1, 3
//                                  b         2 (a match), 3
//                                  did       3, 4 (a match)

#include "runtime/json/json_values.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <string>
#include <unordered_map>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

constexpr uint32_t kNoPlace = 0;  // the root is nobody's child

struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

// A place in the tree of steps: what may come next, and who ends here.
struct Place {
  std::unordered_map<std::string, uint32_t, TextHash, std::equal_to<>> names;
  uint32_t any = kNoPlace;   // behind `*`
  uint32_t deep = kNoPlace;  // behind `**`
  bool is_deep = false;      // stands behind `**`: stays for all below
  std::vector<uint32_t> pointers;
};

// `~1` is `/`, `~0` is `~`: RFC 6901, section 4.
std::string UnescapeStep(std::string_view step) {
  std::string name;
  for (size_t i = 0; i < step.size(); ++i) {
    const char next = i + 1 < step.size() ? step[i + 1] : '\0';
    const bool is_escape = step[i] == '~' && (next == '0' || next == '1');
    name += !is_escape ? step[i] : next == '0' ? '~' : '/';
    if (is_escape) ++i;
  }
  return name;
}

iotpf_value ToValue(const JsonNode& node) {
  iotpf_value value{};
  switch (node.kind) {
    case JsonKind::String:
      value.kind = IOTPF_VALUE_BYTES;
      value.data = reinterpret_cast<const uint8_t*>(
          node.text.empty() ? "" : node.text.data());
      value.size = node.text.size();
      break;
    case JsonKind::Integer:
      value.kind = IOTPF_VALUE_INTEGER;
      value.number = node.number;
      break;
    case JsonKind::Boolean:
      value.kind = IOTPF_VALUE_BOOLEAN;
      value.number = node.number;
      break;
    case JsonKind::Null:
      value.kind = IOTPF_VALUE_NULL;
      break;
    case JsonKind::Number:
    case JsonKind::Array:
    case JsonKind::Object:
      value.kind = IOTPF_VALUE_OTHER;
      break;
  }
  return value;
}

}  // namespace

// Takes the values as they are found.
class JsonSearch::Findings {
 public:
  Findings(JsonSearch& search, JsonStatistics& statistics)
      : search_(search), statistics_(statistics) {}

  void Add(uint32_t pointer, const JsonNode& node) {
    JsonMatches& matches = search_.matches_[pointer];
    if (matches.values.empty()) search_.found_.push_back(pointer);
    if (matches.values.size() == kMaxValuesPerReading) {
      matches.open = true;
      ++statistics_.json_values_dropped;
      return;
    }
    matches.values.push_back(ToValue(node));
  }

 private:
  JsonSearch& search_;
  JsonStatistics& statistics_;
};

class JsonSearch::Pointers {
 public:
  explicit Pointers(const std::vector<std::string_view>& pointers)
      : places_(1) {
    for (uint32_t i = 0; i < pointers.size(); ++i) Add(pointers[i], i);
    seen_at_.resize(places_.size());
  }

  // False when the search is cut.
  bool Search(const std::vector<JsonNode>& nodes, Findings& findings) {
    BeginVisits(nodes.size());
    active_.clear();
    open_.clear();
    Reach(0, 0, nodes[0], findings);
    open_.push_back({nodes[0].end, nodes[0].kind, 0, active_.size(), 0});
    uint64_t steps = 0;
    for (uint32_t i = 1; i < nodes.size();) {
      while (open_.back().end <= i) Leave();
      const JsonNode& node = nodes[i];
      const size_t first = active_.size();
      steps += open_.back().last - open_.back().first;
      if (steps > kJsonSearchSteps) return false;
      Step(i, node, findings);
      if (active_.size() == first) {
        i = node.end;
        continue;
      }
      open_.push_back({node.end, node.kind, first, active_.size(), 0});
      ++i;
    }
    return true;
  }

 private:
  // A node whose inside is being walked, and the places it can stand at.
  struct Open {
    uint32_t end;
    JsonKind kind;
    size_t first;  // of active_
    size_t last;
    uint32_t next_element;
  };

  void Add(std::string_view pointer, uint32_t number) {
    if (!pointer.empty() && pointer[0] != '/') return;
    uint32_t place = 0;
    while (!pointer.empty()) {
      pointer.remove_prefix(1);
      const std::string_view step = pointer.substr(0, pointer.find('/'));
      pointer.remove_prefix(step.size());
      place = Child(place, step);
    }
    places_[place].pointers.push_back(number);
  }

  // The place behind `step`, made where it is new.
  uint32_t Child(uint32_t place, std::string_view step) {
    const uint32_t fresh = static_cast<uint32_t>(places_.size());
    uint32_t& child = step == "**"  ? places_[place].deep
                      : step == "*" ? places_[place].any
                                    : places_[place].names[UnescapeStep(step)];
    if (child != kNoPlace) return child;
    child = fresh;
    places_.emplace_back().is_deep = step == "**";
    return fresh;
  }

  // Numbers the visits of a search behind those of all before it, so that
  // nothing is forgotten between searches.
  void BeginVisits(size_t nodes) {
    first_visit_ = next_visit_;
    next_visit_ += static_cast<uint32_t>(nodes);
    if (next_visit_ > first_visit_) return;  // it has not wrapped
    std::fill(seen_at_.begin(), seen_at_.end(), 0);
    first_visit_ = 1;
    next_visit_ = 1 + static_cast<uint32_t>(nodes);
  }

  void Leave() {
    active_.resize(open_.back().first);
    open_.pop_back();
  }

  // From the places of the node around `node` to those of `node`.
  void Step(uint32_t index, const JsonNode& node, Findings& findings) {
    Open& around = open_.back();
    char digits[16];
    std::string_view name = node.name;
    if (around.kind == JsonKind::Array) {
      const auto written =
          std::to_chars(digits, digits + sizeof digits, around.next_element++);
      name = {digits, static_cast<size_t>(written.ptr - digits)};
    }
    for (size_t i = around.first; i < around.last; ++i) {
      const uint32_t number = active_[i];
      const Place& place = places_[number];
      if (place.is_deep) Reach(number, index, node, findings);
      if (place.any != kNoPlace) {
        Reach(place.any, index, node, findings);
      }
      if (place.names.empty()) continue;
      const auto child = place.names.find(name);
      if (child == place.names.end()) continue;
      Reach(child->second, index, node, findings);
    }
  }

  // `node` can stand at `number`, and behind each `**` that follows it.
  void Reach(uint32_t number, uint32_t index, const JsonNode& node,
             Findings& findings) {
    const uint32_t visit = first_visit_ + index;
    for (bool more = true; more; number = places_[number].deep) {
      if (seen_at_[number] == visit) return;
      seen_at_[number] = visit;
      active_.push_back(number);
      for (const uint32_t pointer : places_[number].pointers) {
        findings.Add(pointer, node);
      }
      more = places_[number].deep != kNoPlace;
    }
  }

  std::vector<Place> places_;
  std::vector<uint32_t> seen_at_;  // by place: the last visit that reached it
  uint32_t first_visit_ = 1;       // of this search; those of its nodes follow
  uint32_t next_visit_ = 1;        // behind the last
  std::vector<uint32_t> active_;   // places, those of each open node in a row
  std::vector<Open> open_;
};

JsonSearch::JsonSearch(const std::vector<std::string_view>& pointers)
    : pointers_(std::make_unique<Pointers>(pointers)),
      matches_(pointers.size()) {}
JsonSearch::~JsonSearch() = default;
JsonSearch::JsonSearch(JsonSearch&&) noexcept = default;
JsonSearch& JsonSearch::operator=(JsonSearch&&) noexcept = default;

const std::vector<JsonMatches>& JsonSearch::Find(std::string_view body,
                                                 JsonStatistics& statistics) {
  for (const uint32_t pointer : found_) {
    JsonMatches& matches = matches_[pointer];
    matches.presence = rest_;
    matches.open = false;
    matches.values.clear();
  }
  found_.clear();
  const JsonOutcome outcome = tree_.Parse(body, kJsonBodyBytes);
  if (outcome == JsonOutcome::TooDeep) ++statistics.bodies_too_deep;
  if (outcome == JsonOutcome::TooLarge) ++statistics.bodies_too_large;
  bool is_whole = outcome == JsonOutcome::NotJson;
  if (outcome == JsonOutcome::Parsed) {
    Findings findings(*this, statistics);
    is_whole = pointers_->Search(tree_.nodes(), findings);
    if (!is_whole) ++statistics.searches_cut;
  }
  SetRest(is_whole ? Presence::Absent : Presence::Unobserved);
  for (const uint32_t pointer : found_) {
    matches_[pointer].presence = Presence::Present;
    matches_[pointer].open |= !is_whole;
  }
  return matches_;
}

// Most searches leave what the one before left, which then costs nothing.
void JsonSearch::SetRest(Presence presence) {
  if (rest_ == presence) return;
  rest_ = presence;
  for (JsonMatches& matches : matches_) matches.presence = presence;
}

}  // namespace iotpf::runtime
