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

class JsonSearch::Pointers {
 public:
  explicit Pointers(const std::vector<std::string_view>& pointers)
      : places_(1) {
    for (uint32_t i = 0; i < pointers.size(); ++i) Add(pointers[i], i);
    seen_at_.resize(places_.size());
  }

  // False when the search is cut.
  bool Search(const std::vector<JsonNode>& nodes,
              std::vector<JsonMatches>& matches, JsonStatistics& statistics) {
    std::fill(seen_at_.begin(), seen_at_.end(), kNever);
    active_.clear();
    open_.clear();
    Reach(0, 0, nodes[0], matches, statistics);
    open_.push_back({nodes[0].end, nodes[0].kind, 0, active_.size(), 0});
    uint64_t steps = 0;
    for (uint32_t i = 1; i < nodes.size();) {
      while (open_.back().end <= i) Leave();
      const JsonNode& node = nodes[i];
      const size_t first = active_.size();
      steps += open_.back().last - open_.back().first;
      if (steps > kJsonSearchSteps) return false;
      Step(i, node, matches, statistics);
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
  static constexpr uint32_t kNever = UINT32_MAX;

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

  void Leave() {
    active_.resize(open_.back().first);
    open_.pop_back();
  }

  // From the places of the node around `node` to those of `node`.
  void Step(uint32_t index, const JsonNode& node,
            std::vector<JsonMatches>& matches, JsonStatistics& statistics) {
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
      if (place.is_deep) Reach(number, index, node, matches, statistics);
      if (place.any != kNoPlace) {
        Reach(place.any, index, node, matches, statistics);
      }
      if (place.names.empty()) continue;
      const auto child = place.names.find(name);
      if (child == place.names.end()) continue;
      Reach(child->second, index, node, matches, statistics);
    }
  }

  // `node` can stand at `number`, and behind each `**` that follows it.
  void Reach(uint32_t number, uint32_t index, const JsonNode& node,
             std::vector<JsonMatches>& matches, JsonStatistics& statistics) {
    for (bool more = true; more; number = places_[number].deep) {
      if (seen_at_[number] == index) return;
      seen_at_[number] = index;
      active_.push_back(number);
      for (const uint32_t pointer : places_[number].pointers) {
        Append(node, matches[pointer], statistics);
      }
      more = places_[number].deep != kNoPlace;
    }
  }

  static void Append(const JsonNode& node, JsonMatches& matches,
                     JsonStatistics& statistics) {
    if (matches.values.size() == kMaxValuesPerReading) {
      matches.open = true;
      ++statistics.json_values_dropped;
      return;
    }
    matches.values.push_back(ToValue(node));
  }

  std::vector<Place> places_;
  std::vector<uint32_t> seen_at_;  // by place: the last node that reached it
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
  for (JsonMatches& matches : matches_) {
    matches.presence = Presence::Unobserved;
    matches.open = false;
    matches.values.clear();
  }
  const JsonOutcome outcome = tree_.Parse(body, kJsonBodyBytes);
  if (outcome == JsonOutcome::TooDeep) ++statistics.bodies_too_deep;
  if (outcome == JsonOutcome::TooLarge) ++statistics.bodies_too_large;
  bool is_whole = outcome == JsonOutcome::NotJson;
  if (outcome == JsonOutcome::Parsed) {
    is_whole = pointers_->Search(tree_.nodes(), matches_, statistics);
    if (!is_whole) ++statistics.searches_cut;
  }
  for (JsonMatches& matches : matches_) {
    if (!matches.values.empty()) {
      matches.presence = Presence::Present;
      matches.open |= !is_whole;
    } else if (is_whole) {
      matches.presence = Presence::Absent;
    }
  }
  return matches_;
}

}  // namespace iotpf::runtime
