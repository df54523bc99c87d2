// Mutations for builds without libFuzzer.
//
// Edits take whole words, so that what comes out is nearly right and reaches
// past the lexer; some take single bits, so that the lexer has its share.
// Nothing here knows the format: a word is a run of letters, digits and `_`, or
// one other byte.

#include "tests/fuzz/mutate.h"

#include <algorithm>
#include <random>
#include <string_view>
#include <utility>

namespace iotpf::tests {
namespace {

constexpr size_t kMaxMutantBytes = size_t{64} << 10;
// Words of one edit, and how often they are repeated.
constexpr size_t kMaxWords = 20;
constexpr size_t kMaxRepeats = 200;

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_';
}

// Half open.
struct Range {
  size_t begin;
  size_t end;
};

class Mutator {
 public:
  Mutator(const std::vector<std::string>& corpus, uint64_t seed)
      : corpus_(corpus), random_(seed), text_(corpus[Below(corpus.size())]) {}

  std::string Run() {
    for (size_t edits = 1 + Below(4); edits > 0 && !text_.empty(); --edits) {
      Edit();
      text_.resize(std::min(text_.size(), kMaxMutantBytes));
    }
    return std::move(text_);
  }

 private:
  // From 0 to `limit` - 1. The distributions of the standard library are not
  // the same everywhere.
  size_t Below(size_t limit) { return random_() % limit; }

  // A run of words somewhere in `text`.
  Range Words(std::string_view text) {
    Range words{Below(text.size()), 0};
    while (words.begin > 0 && IsWordByte(text[words.begin]) &&
           IsWordByte(text[words.begin - 1])) {
      --words.begin;
    }
    words.end = words.begin;
    for (size_t count = 1 + Below(kMaxWords); count > 0; --count) {
      if (words.end == text.size()) break;
      ++words.end;
      while (words.end < text.size() && IsWordByte(text[words.end - 1]) &&
             IsWordByte(text[words.end])) {
        ++words.end;
      }
    }
    return words;
  }

  static std::string Cut(std::string_view text, Range range) {
    return std::string(text.substr(range.begin, range.end - range.begin));
  }

  void Edit() {
    constexpr std::string_view kBytes = "{}()[]<>;:,.=!\"'/\\x?*#&|-0\n\t\xC3";
    const Range words = Words(text_);
    switch (Below(8)) {
      case 0:
        text_[Below(text_.size())] ^= static_cast<char>(1 << Below(8));
        return;
      case 1:
        text_[Below(text_.size())] = kBytes[Below(kBytes.size())];
        return;
      case 2:
        text_.erase(words.begin, words.end - words.begin);
        return;
      case 3:
        text_.insert(Words(text_).begin, Cut(text_, words));
        return;
      case 4:
        Repeat(words);
        return;
      case 5:
      case 6:
        Splice();
        return;
      default:
        text_.resize(Below(text_.size()));
        return;
    }
  }

  void Repeat(Range words) {
    const std::string once = Cut(text_, words);
    std::string often;
    for (size_t count = 1 + Below(kMaxRepeats); count > 0; --count) {
      often += once;
    }
    text_.insert(words.end, often);
  }

  // Words of another file, in place of words or between them.
  void Splice() {
    const std::string& other = corpus_[Below(corpus_.size())];
    if (other.empty()) return;
    const Range words = Words(text_);
    const size_t replaced = Below(2) == 0 ? 0 : words.end - words.begin;
    text_.replace(words.begin, replaced, Cut(other, Words(other)));
  }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_;
  std::string text_;
};

}  // namespace

std::string Mutate(const std::vector<std::string>& corpus, uint64_t seed) {
  return Mutator(corpus, seed).Run();
}

}  // namespace iotpf::tests
