// Which texts a match must contain, from the leaves up. Two things are known of
// each node of the tree:
//
//   Texts    its language, where that is a short list of texts: `a(b|c)` is
//            `ab` or `ac`. Only the number, the lengths and the chance are
//            kept; the texts are written out for the winner alone.
//   Choice   the best set of texts that each of its matches contains: the list
//            itself, that of a stretch of a sequence, that of one part, or the
//            sets of all alternatives together.
//
// Chances multiply along a sequence and add up over alternatives, so stretches
// are compared by sums of logarithms. Places such as `^` are texts of length 0:
// to forget them leaves a text necessary. The idea is R. Cox's, for RE2's
// FilteredRE2; the order by rarity is made for few strong literals.

#include "compiler/automata/required_literals.h"

#include "compiler/automata/byte_rarity.h"
#include "compiler/automata/fold_pair.h"
#include "compiler/automata/query_regex.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace iotpf::automata {
namespace {

// Bytes of a class that is written out as texts.
constexpr uint32_t kMaxClassBytes = 12;
// Parts of a sequence in one stretch: room for places between the bytes.
constexpr size_t kMaxStretch = 2 * size_t{kMaxRequiredBytes};
// No text is worth more bits: scans do not get faster beyond.
constexpr double kMaxUsefulBits = 32;
// What a literal more, and literals under four bytes, cost a scan, in bits.
constexpr double kBitsOfDoubledCount = 6;
constexpr double kBitsOfShortLiteral = 6;
constexpr uint32_t kFullBytes = 4;

struct Texts {
  bool is_known = false;
  uint32_t count = 1;
  uint32_t min_length = 0;
  uint32_t max_length = 0;
  double bits = 0;

  bool is_small() const {
    return count <= kMaxRequiredLiterals && max_length <= kMaxRequiredBytes;
  }
};

enum class ChoiceKind : uint8_t { None, Self, Stretch, Part, Union };

struct Choice {
  ChoiceKind kind = ChoiceKind::None;
  uint32_t first = 0;  // of a Stretch: children; of a Part: the child
  uint32_t last = 0;
  uint32_t count = 0;
  uint32_t min_length = 0;
  double bits = 0;
  std::optional<uint32_t> distance;

  double Score() const {
    if (kind == ChoiceKind::None) return -1e9;
    double score = std::min(bits, kMaxUsefulBits) + bits / 1000;
    score -= kBitsOfDoubledCount * std::log2(count);
    if (min_length < kFullBytes) score -= kBitsOfShortLiteral;
    return score;
  }
};

// The bits of "one or the other".
double BitsOfEither(double a, double b) {
  return std::max(0.0, -std::log2(std::exp2(-a) + std::exp2(-b)));
}

// `a` and behind it `b`. Requires that both are known.
Texts Join(const Texts& a, const Texts& b) {
  return {true, a.count * b.count, a.min_length + b.min_length,
          a.max_length + b.max_length, a.bits + b.bits};
}

class LiteralFinder {
 public:
  explicit LiteralFinder(const Regex& regex)
      : regex_(regex),
        lengths_(LengthsOfNodes(regex)),
        texts_(regex.nodes.size()),
        choices_(regex.nodes.size()) {}

  std::optional<RequiredLiterals> Run() {
    for (uint32_t i = 0; i < regex_.nodes.size(); ++i) {
      texts_[i] = TextsOf(regex_.nodes[i]);
      choices_[i] = ChoiceOf(i);
    }
    const Choice& best = choices_[regex_.root()];
    if (best.kind == ChoiceKind::None) return std::nullopt;
    RequiredLiterals result{.literals = {},
                            .nocase = false,
                            .distance = best.distance,
                            .rarity = best.bits};
    Collect(regex_.root(), result.literals);
    result.nocase = folds_;
    Tidy(result);
    return result;
  }

 private:
  // ---- texts

  Texts TextsOf(const RegexNode& node) const {
    const auto children = regex_.ChildrenOf(node);
    switch (node.kind) {
      case RegexKind::Empty:
      case RegexKind::Assertion:
        return {.is_known = true};
      case RegexKind::Bytes:
        return TextsOfSet(regex_.sets[node.set]);
      case RegexKind::Repeat:
        return TextsOfRepeat(node, texts_[children[0]]);
      case RegexKind::Concat:
      case RegexKind::Alternate:
        break;
    }
    Texts all = texts_[children[0]];
    for (const uint32_t child : children.subspan(1)) {
      const Texts& texts = texts_[child];
      if (!all.is_known || !texts.is_known) return {};
      if (node.kind == RegexKind::Concat) {
        all = Join(all, texts);
      } else {
        all = {true, all.count + texts.count,
               std::min(all.min_length, texts.min_length),
               std::max(all.max_length, texts.max_length),
               BitsOfEither(all.bits, texts.bits)};
      }
      if (!all.is_small()) return {};
    }
    return all;
  }

  static Texts TextsOfSet(const ByteSet& set) {
    if (const auto one = AsOneByte(set)) {
      double bits = BitsOf(one->byte);
      if (one->is_pair) {
        bits = BitsOfEither(bits, BitsOf(static_cast<uint8_t>(one->byte - 32)));
      }
      return {true, 1, 1, 1, bits};
    }
    const uint32_t count = set.Count();
    if (count == 0 || count > kMaxClassBytes) return {};
    double share = 0;
    set.ForEach([&share](uint32_t byte) {
      share += std::exp2(-BitsOf(static_cast<uint8_t>(byte)));
    });
    return {true, count, 1, 1, std::max(0.0, -std::log2(share))};
  }

  static Texts TextsOfRepeat(const RegexNode& node, const Texts& inner) {
    if (!inner.is_known) return {};
    if (node.min == 0 && node.max == 1) {
      const Texts optional{true, inner.count + 1, 0, inner.max_length, 0};
      return optional.is_small() ? optional : Texts();
    }
    if (node.min != node.max || node.max > kMaxRequiredBytes) return {};
    Texts all{.is_known = true};
    for (uint32_t i = 0; i < node.max; ++i) {
      all = Join(all, inner);
      if (!all.is_small()) return {};
    }
    return all;
  }

  // ---- choices

  static void Offer(const Choice& choice, Choice& best) {
    if (choice.Score() > best.Score()) best = choice;
  }

  static Choice ChoiceOfTexts(const Texts& texts, ChoiceKind kind) {
    if (!texts.is_known || texts.min_length < kMinRequiredBytes) return {};
    return {.kind = kind,
            .count = texts.count,
            .min_length = texts.min_length,
            .bits = texts.bits,
            .distance = 0};
  }

  Choice ChoiceOf(uint32_t index) const {
    const RegexNode& node = regex_.nodes[index];
    Choice best = ChoiceOfTexts(texts_[index], ChoiceKind::Self);
    if (node.kind == RegexKind::Concat) OfferParts(node, best);
    if (node.kind == RegexKind::Alternate) Offer(UnionOf(node), best);
    if (node.kind == RegexKind::Repeat && node.min > 0) {
      const uint32_t child = regex_.ChildrenOf(node)[0];
      Choice part = choices_[child];
      if (part.kind != ChoiceKind::None) {
        part.kind = ChoiceKind::Part;
        part.first = child;
        Offer(part, best);
      }
    }
    return best;
  }

  void OfferParts(const RegexNode& node, Choice& best) const {
    const auto children = regex_.ChildrenOf(node);
    // From the start of the node to the child.
    std::optional<uint32_t> distance = 0;
    for (uint32_t i = 0; i < children.size(); ++i) {
      const uint32_t child = children[i];
      OfferStretches(children, i, distance, best);
      Choice part = choices_[child];
      if (part.kind != ChoiceKind::None) {
        part.kind = ChoiceKind::Part;
        part.first = child;
        part.distance = Sum(distance, part.distance);
        Offer(part, best);
      }
      const MatchLength& length = lengths_[child];
      std::optional<uint32_t> own;
      if (length.min == length.max) own = length.min;
      distance = Sum(distance, own);
    }
  }

  static std::optional<uint32_t> Sum(std::optional<uint32_t> a,
                                     std::optional<uint32_t> b) {
    if (!a || !b || *a > kUnbounded - *b) return std::nullopt;
    return *a + *b;
  }

  // The stretches of a sequence that begin with child `first`.
  void OfferStretches(std::span<const uint32_t> children, uint32_t first,
                      std::optional<uint32_t> distance, Choice& best) const {
    Texts texts{.is_known = true};
    const size_t end = std::min(children.size(), first + kMaxStretch);
    for (uint32_t i = first; i < end; ++i) {
      if (!texts_[children[i]].is_known) return;
      texts = Join(texts, texts_[children[i]]);
      if (!texts.is_small()) return;
      Choice stretch = ChoiceOfTexts(texts, ChoiceKind::Stretch);
      stretch.first = first;
      stretch.last = i;
      stretch.distance = distance;
      Offer(stretch, best);
    }
  }

  Choice UnionOf(const RegexNode& node) const {
    const auto children = regex_.ChildrenOf(node);
    Choice all = choices_[children[0]];
    for (const uint32_t child : children) {
      const Choice& choice = choices_[child];
      if (choice.kind == ChoiceKind::None) return {};
      if (child == children[0]) continue;
      all.count += choice.count;
      if (all.count > kMaxRequiredLiterals) return {};
      all.min_length = std::min(all.min_length, choice.min_length);
      all.bits = BitsOfEither(all.bits, choice.bits);
      if (all.distance != choice.distance) all.distance.reset();
    }
    all.kind = ChoiceKind::Union;
    return all;
  }

  // ---- the winner, written out

  void Collect(uint32_t index, std::vector<std::string>& literals) {
    const Choice& choice = choices_[index];
    const auto children = regex_.ChildrenOf(regex_.nodes[index]);
    std::vector<std::string> texts = {""};
    switch (choice.kind) {
      case ChoiceKind::None:
        return;
      case ChoiceKind::Part:
        return Collect(choice.first, literals);
      case ChoiceKind::Union:
        for (const uint32_t child : children) Collect(child, literals);
        return;
      case ChoiceKind::Self:
        Append(index, texts);
        break;
      case ChoiceKind::Stretch:
        for (uint32_t i = choice.first; i <= choice.last; ++i) {
          Append(children[i], texts);
        }
        break;
    }
    literals.insert(literals.end(), texts.begin(), texts.end());
  }

  // Replaces each text by those that go on with a text of the node.
  void Append(uint32_t index, std::vector<std::string>& texts) {
    const RegexNode& node = regex_.nodes[index];
    const auto children = regex_.ChildrenOf(node);
    switch (node.kind) {
      case RegexKind::Empty:
      case RegexKind::Assertion:
        return;
      case RegexKind::Bytes:
        return AppendSet(regex_.sets[node.set], texts);
      case RegexKind::Concat:
        for (const uint32_t child : children) Append(child, texts);
        return;
      case RegexKind::Alternate:
        return AppendChoice(children, texts);
      case RegexKind::Repeat: {
        const std::vector<std::string> without = texts;
        for (uint32_t i = 0; i < node.max; ++i) Append(children[0], texts);
        if (node.min == node.max) return;
        texts.insert(texts.end(), without.begin(), without.end());
        return;
      }
    }
  }

  void AppendChoice(std::span<const uint32_t> children,
                    std::vector<std::string>& texts) {
    std::vector<std::string> all;
    for (const uint32_t child : children) {
      std::vector<std::string> longer = texts;
      Append(child, longer);
      all.insert(all.end(), longer.begin(), longer.end());
    }
    texts = std::move(all);
  }

  void AppendSet(const ByteSet& set, std::vector<std::string>& texts) {
    if (const auto one = AsOneByte(set)) {
      folds_ |= one->is_pair;
      for (std::string& text : texts) text += static_cast<char>(one->byte);
      return;
    }
    std::vector<std::string> all;
    for (const std::string& text : texts) {
      set.ForEach([&](uint32_t byte) {
        all.push_back(text + static_cast<char>(byte));
      });
    }
    texts = std::move(all);
  }

  static void Tidy(RequiredLiterals& result) {
    std::vector<std::string>& literals = result.literals;
    if (result.nocase) {
      for (std::string& literal : literals) {
        for (char& c : literal) {
          if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 0x20);
        }
      }
    }
    std::sort(literals.begin(), literals.end());
    // What begins with another stands behind it, with only such between.
    std::vector<std::string> kept;
    for (std::string& literal : literals) {
      if (!kept.empty() && literal.starts_with(kept.back())) continue;
      kept.push_back(std::move(literal));
    }
    literals = std::move(kept);
  }

  const Regex& regex_;
  const std::vector<MatchLength> lengths_;  // one a node, as those below
  std::vector<Texts> texts_;
  std::vector<Choice> choices_;
  bool folds_ = false;  // a letter of both cases is in a literal
};

}  // namespace

std::optional<RequiredLiterals> FindRequiredLiterals(const Regex& regex) {
  return LiteralFinder(regex).Run();
}

}  // namespace iotpf::automata
