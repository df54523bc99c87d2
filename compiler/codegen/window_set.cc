// Every window that lies inside of all texts is tried, and the one with the
// fewest texts in its largest group is taken; of equal ones that with the most
// groups.

#include "compiler/codegen/window_set.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kWidths[] = {8, 4};
// Texts of one window are compared one by one.
constexpr size_t kMaxAlike = 8;
// Places that are tried; texts have told themselves apart by then.
constexpr size_t kMaxPlaces = 32;

// The window of a text: `offset` bytes from its start, or `offset` before its
// end.
std::string WindowOf(const PlacedText& text, bool from_end, size_t offset,
                     uint32_t width) {
  const size_t start = from_end ? text.bytes.size() - offset : offset;
  return text.bytes.substr(start, width);
}

Dictionary WindowsAt(const std::vector<PlacedText>& texts, bool from_end,
                     size_t offset, uint32_t width) {
  Dictionary windows;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    windows[WindowOf(texts[i], from_end, offset, width)].push_back(i);
  }
  return windows;
}

size_t MostAlike(const Dictionary& windows) {
  size_t most = 0;
  for (const auto& [window, texts] : windows) {
    most = std::max(most, texts.size());
  }
  return most;
}

}  // namespace

std::optional<WindowSet> MakeWindowSet(std::vector<PlacedText> texts,
                                       bool from_end, bool folds) {
  if (texts.empty()) return std::nullopt;
  size_t shortest = texts[0].bytes.size();
  for (const PlacedText& text : texts) {
    if (text.number != texts[0].number) return std::nullopt;
    shortest = std::min(shortest, text.bytes.size());
  }
  std::optional<WindowSet> best;
  size_t best_alike = kMaxAlike + 1;
  for (const uint32_t width : kWidths) {
    if (width > shortest || best) continue;
    const size_t places = std::min(shortest - width + 1, kMaxPlaces);
    for (size_t place = 0; place < places; ++place) {
      const size_t offset = from_end ? place + width : place;
      Dictionary windows = WindowsAt(texts, from_end, offset, width);
      const size_t alike = MostAlike(windows);
      const size_t best_count = best ? best->windows.size() : 0;
      if (std::pair(alike, best_count) >=
          std::pair(best_alike, windows.size())) {
        continue;
      }
      best_alike = alike;
      best = WindowSet{from_end, folds, texts[0].number + offset,
                       width,    {},    std::move(windows)};
    }
  }
  if (best) best->texts = std::move(texts);
  return best;
}

}  // namespace iotpf::codegen
