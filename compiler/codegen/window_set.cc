// Every window is tried at the first places of the texts. The one that tells
// the most texts apart is taken; of equal ones that with the fewest texts in
// its largest group, then that with the most groups, then the widest.

#include "compiler/codegen/window_set.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kWidths[] = {8, 4, 2, 1};
// Texts of one window are compared one by one.
constexpr size_t kMaxAlike = 8;
// Places that are tried; texts have told themselves apart by then.
constexpr size_t kMaxPlaces = 32;

// The bytes of a text `offset` bytes from its start, or from its end.
struct Window {
  bool from_end;
  size_t offset;
  uint32_t width;

  bool LiesIn(const std::string& text) const {
    return text.size() >= offset + width;
  }
  std::string Of(const std::string& text) const {
    const size_t start = from_end ? text.size() - offset - width : offset;
    return text.substr(start, width);
  }
};

// What a window does for some texts; more is better.
struct Worth {
  size_t told = 0;  // texts with at most kMaxAlike of one window
  size_t alike = 0;
  size_t windows = 0;
  bool operator<(const Worth& other) const {
    return std::tuple(told, other.alike, windows) <
           std::tuple(other.told, alike, other.windows);
  }
};

Worth WorthOf(const Window& window, std::span<const PlacedText* const> texts) {
  std::vector<uint64_t> words;
  for (const PlacedText* const text : texts) {
    if (!window.LiesIn(text->bytes)) continue;
    uint64_t word = 0;
    std::memcpy(&word, window.Of(text->bytes).data(), window.width);
    words.push_back(word);
  }
  std::ranges::sort(words);
  Worth worth;
  for (auto first = words.begin(); first != words.end();) {
    const auto last = std::find_if(
        first, words.end(), [&](uint64_t word) { return word != *first; });
    const auto count = static_cast<size_t>(last - first);
    if (count <= kMaxAlike) {
      worth.told += count;
      worth.alike = std::max(worth.alike, count);
      ++worth.windows;
    }
    first = last;
  }
  return worth;
}

// The texts that the window tells, out of `texts`.
WindowSet Take(const Window& window, uint64_t number, bool folds,
               std::vector<PlacedText>& texts) {
  std::map<std::string, size_t> counts;
  const auto is_of_window = [&](const PlacedText& text) {
    return text.number == number && window.LiesIn(text.bytes);
  };
  for (const PlacedText& text : texts) {
    if (is_of_window(text)) ++counts[window.Of(text.bytes)];
  }
  WindowSet set;
  set.from_end = window.from_end;
  set.folds = folds;
  set.width = window.width;
  set.distance = number + window.offset + (window.from_end ? window.width : 0);
  std::vector<PlacedText> rest;
  for (PlacedText& text : texts) {
    const bool is_told =
        is_of_window(text) && counts[window.Of(text.bytes)] <= kMaxAlike;
    if (!is_told) {
      rest.push_back(std::move(text));
      continue;
    }
    set.windows[window.Of(text.bytes)].push_back(
        static_cast<uint32_t>(set.texts.size()));
    set.texts.push_back(std::move(text));
  }
  texts = std::move(rest);
  return set;
}

// The best window of texts that stand at one place, if any tells some.
std::optional<std::pair<Worth, Window>> BestWindow(
    std::span<const PlacedText* const> texts, bool from_end) {
  size_t longest = 0;
  for (const PlacedText* const text : texts) {
    longest = std::max(longest, text->bytes.size());
  }
  std::optional<std::pair<Worth, Window>> best;
  for (const uint32_t width : kWidths) {
    for (size_t offset = 0; offset < kMaxPlaces && offset + width <= longest;
         ++offset) {
      const Window window{from_end, offset, width};
      const Worth worth = WorthOf(window, texts);
      if (worth.told == 0 || (best && !(best->first < worth))) continue;
      best = {worth, window};
      // No other tells more.
      if (worth.windows == texts.size()) return best;
    }
  }
  return best;
}

}  // namespace

std::optional<WindowSet> TakeWindowSet(std::vector<PlacedText>& texts,
                                       bool from_end, bool folds) {
  std::map<uint64_t, std::vector<const PlacedText*>> by_number;
  for (const PlacedText& text : texts) by_number[text.number].push_back(&text);
  std::optional<std::pair<Worth, Window>> best;
  uint64_t best_number = 0;
  for (const auto& [number, placed] : by_number) {
    const auto found = BestWindow(placed, from_end);
    if (!found || (best && !(best->first < found->first))) continue;
    best = found;
    best_number = number;
  }
  if (!best) return std::nullopt;
  return Take(best->second, best_number, folds, texts);
}

}  // namespace iotpf::codegen
