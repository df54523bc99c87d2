// Windows to tables.
//
// The filter is what the scan reads at every place: small, one bit a window,
// nearly empty. Behind it is a hash table of windows, and behind a window the
// literals that have it. There may be many: they are sorted, so that a binary
// search finds the longest that may stand, and those that it begins with hang
// at it in a chain. Hostile rules cannot make a place cost more than that.
//
// Text is kept once a literal, in lower case if the scan folds; literals that
// mind the case have it a second time, as written, if they differ from it.

#include "compiler/codegen/literal_tables.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <utility>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kMinFilterBits = 12;
constexpr uint32_t kMaxFilterBits = 23;    // 1 MB
constexpr uint32_t kRoomyFilterBits = 17;  // 16 KB: half of a first cache
constexpr uint32_t kMaxBucketBits = 20;

uint32_t BitsFor(size_t count) {
  return static_cast<uint32_t>(std::bit_width(count - 1));
}

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | kFoldBit) : c;
}

class TableBuilder {
 public:
  TableBuilder(std::span<const ScanLiteral> literals,
               std::span<const uint32_t> ids, const HashPlan& plan)
      : literals_(literals), ids_(ids), plan_(plan) {}

  LiteralTables Build() {
    AddRows();
    AddWindows();
    ChooseSizes();
    AddGroups();
    return Write();
  }

 private:
  struct Window {
    uint64_t bytes;
    uint64_t hash;
    uint32_t before;
    uint32_t literal;
  };

  void AddRows();
  void AddWindows();
  void ChooseSizes();
  void AddGroups();
  void AddFilterBit(const Window& window);
  // The entries of windows that are one group.
  void AddEntries(std::span<const Window> windows);
  LiteralTables Write() const;

  std::string_view TextOf(uint32_t literal) const {
    const LiteralRow& row = rows_[literal];
    return std::string_view(text_).substr(row.text, row.size);
  }

  std::span<const ScanLiteral> literals_;
  std::span<const uint32_t> ids_;
  const HashPlan& plan_;
  std::vector<Window> windows_;
  std::vector<uint32_t> rank_;  // of literals, by their text

  bool needs_memory_ = false;
  uint32_t filter_bits_ = 0;
  uint32_t bucket_bits_ = 0;
  std::vector<uint32_t> filter_;
  std::vector<uint32_t> buckets_;
  std::vector<LiteralGroup> groups_;
  std::vector<LiteralEntry> entries_;
  std::vector<LiteralRow> rows_;
  std::string text_;
};

void TableBuilder::AddRows() {
  rows_.reserve(literals_.size());
  for (const ScanLiteral& literal : literals_) {
    LiteralRow row{ids_[rows_.size()], static_cast<uint32_t>(text_.size()),
                   kNoEntry, static_cast<uint32_t>(literal.bytes.size()),
                   literal.settled};
    std::string text = literal.bytes;
    if (plan_.folds)
      std::transform(text.begin(), text.end(), text.begin(), Lower);
    text_ += text;
    if (plan_.folds && !literal.nocase) {
      row.exact = static_cast<uint32_t>(text_.size());
      text_ += literal.bytes;
    }
    rows_.push_back(row);
  }
  // Words are loaded from any byte of it.
  text_.append(sizeof(uint64_t), '\0');

  std::vector<uint32_t> order(literals_.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return TextOf(a) < TextOf(b);
  });
  rank_.resize(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
}

void TableBuilder::AddWindows() {
  windows_.reserve(plan_.windows.size());
  for (uint32_t i = 0; i < plan_.windows.size(); ++i) {
    Window window{0, 0, plan_.windows[i], i / plan_.stride};
    const std::string& bytes = literals_[window.literal].bytes;
    for (uint32_t k = 0; k < plan_.window_bytes; ++k) {
      auto byte = static_cast<uint8_t>(bytes[window.before + k]);
      if (plan_.folds) byte |= kFoldBit;
      window.bytes = window.bytes >> 8 | uint64_t{byte} << 56;
    }
    window.hash = window.bytes * kHashMultiplier;
    windows_.push_back(window);
  }
  std::sort(windows_.begin(), windows_.end(),
            [&](const Window& a, const Window& b) {
              if (a.hash != b.hash) return a.hash < b.hash;
              if (a.before != b.before) return a.before < b.before;
              return rank_[a.literal] < rank_[b.literal];
            });
}

void TableBuilder::ChooseSizes() {
  const uint32_t bits = BitsFor(windows_.size());
  filter_bits_ =
      std::clamp(bits + 7, kMinFilterBits,
                 std::clamp(bits + 6, kRoomyFilterBits, kMaxFilterBits));
  filter_.resize(size_t{1} << (filter_bits_ - 5));
  bucket_bits_ = std::clamp(bits + 1, 1U, kMaxBucketBits);
  buckets_.resize((size_t{1} << bucket_bits_) + 1);
}

void TableBuilder::AddFilterBit(const Window& window) {
  const uint64_t word = window.hash >> (64 - (filter_bits_ - 5));
  const uint64_t first = window.bytes >> (64 - 8 * plan_.window_bytes);
  filter_[word] |= uint32_t{1} << (first % 32);
}

void TableBuilder::AddGroups() {
  const auto end = windows_.end();
  for (auto first = windows_.begin(); first != end;) {
    const auto last = std::find_if(first, end, [&](const Window& window) {
      return window.bytes != first->bytes || window.before != first->before;
    });
    AddFilterBit(*first);
    ++buckets_[(first->hash >> (64 - bucket_bits_)) + 1];
    const auto shortest =
        std::min_element(first, last, [&](const Window& a, const Window& b) {
          return rows_[a.literal].size < rows_[b.literal].size;
        });
    const uint32_t size = rows_[shortest->literal].size;
    const bool is_single = last - first == 1 && size <= kMaxPlainBytes;
    groups_.push_back({first->bytes, first->before,
                       static_cast<uint32_t>(entries_.size()), size,
                       is_single ? first->literal : kNoEntry});
    AddEntries({first, last});
    first = last;
  }
  groups_.push_back(
      {0, 0, static_cast<uint32_t>(entries_.size()), 0, kNoEntry});
  std::partial_sum(buckets_.begin(), buckets_.end(), buckets_.begin());
}

void TableBuilder::AddEntries(std::span<const Window> windows) {
  std::vector<uint32_t> open;  // entries that the next one may begin with
  for (const Window& window : windows) {
    const auto entry = static_cast<uint32_t>(entries_.size());
    while (!open.empty() &&
           !TextOf(window.literal)
                .starts_with(TextOf(entries_[open.back()].row))) {
      open.pop_back();
    }
    entries_.push_back({window.literal, open.empty() ? kNoEntry : open.back()});
    open.push_back(entry);
    needs_memory_ = needs_memory_ || open.size() > kMaxPlainDepth ||
                    rows_[window.literal].size > kMaxPlainBytes;
  }
}

template <typename Row>
uint32_t Append(const std::vector<Row>& rows, std::string& bytes) {
  bytes.resize((bytes.size() + kTableAlignment - 1) &
               ~size_t{kTableAlignment - 1});
  const auto place = static_cast<uint32_t>(bytes.size());
  bytes.append(reinterpret_cast<const char*>(rows.data()),
               rows.size() * sizeof(Row));
  return place;
}

LiteralTables TableBuilder::Write() const {
  LiteralTables tables;
  tables.needs_memory = needs_memory_;
  tables.filter_bits = filter_bits_;
  LiteralHeader header{};
  header.fold = plan_.folds ? ~uint64_t{0} : 0;
  header.bucket_shift = 64 - bucket_bits_;
  std::string& bytes = tables.bytes;
  bytes.resize(sizeof header);
  header.filter = Append(filter_, bytes);
  header.buckets = Append(buckets_, bytes);
  header.groups = Append(groups_, bytes);
  header.entries = Append(entries_, bytes);
  header.rows = Append(rows_, bytes);
  header.text = static_cast<uint32_t>(bytes.size());
  bytes += text_;
  std::memcpy(bytes.data(), &header, sizeof header);
  tables.filter = header.filter;
  return tables;
}

}  // namespace

std::vector<bool> MayLeavePlacesOut(std::span<const ScanLiteral> literals) {
  std::vector<std::pair<std::string, size_t>> texts;
  for (const ScanLiteral& literal : literals) {
    std::string& text = texts.emplace_back(literal.bytes, texts.size()).first;
    std::transform(text.begin(), text.end(), text.begin(), Lower);
  }
  std::sort(texts.begin(), texts.end());
  std::vector<bool> may(literals.size());
  std::vector<size_t> open;  // texts that the next one may begin with
  for (size_t i = 0; i < texts.size(); ++i) {
    const std::string& text = texts[i].first;
    while (!open.empty() && !text.starts_with(texts[open.back()].first)) {
      open.pop_back();
    }
    open.push_back(i);
    if (open.size() <= kMaxPlainDepth && text.size() <= kMaxPlainBytes) {
      continue;
    }
    // Below one that is marked all are.
    for (size_t k = open.size(); k > 0 && !may[texts[open[k - 1]].second]; --k)
      may[texts[open[k - 1]].second] = true;
  }
  return may;
}

LiteralTables BuildLiteralTables(std::span<const ScanLiteral> literals,
                                 std::span<const uint32_t> ids,
                                 const HashPlan& plan) {
  return TableBuilder(literals, ids, plan).Build();
}

}  // namespace iotpf::codegen
