// RE2 in three ways: a set a field, which answers like a table of features; one
// object a row, as engines do that call a regex library for each rule; and all
// rows as one alternation, which can only say that one of them matches.

#include "tests/bench/peers.h"
#include "tests/bench/rule_patterns.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

namespace iotpf::tests {
namespace {

// For the automata of one set; RE2 starts one anew when it has grown to this.
constexpr int64_t kSetBytes = int64_t{512} << 20;

re2::StringPiece Piece(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

RE2::Options OptionsFor(int64_t memory) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(memory);
  return options;
}

class Re2Sets : public Engine {
 public:
  explicit Re2Sets(const RuleSet& rules)
      : Engine("RE2::Set, fields"), rules_(rules) {}

  Result<void> Build() {
    for (const FieldLookup::Field& field : rules_.fields.fields()) {
      auto set =
          std::make_unique<RE2::Set>(OptionsFor(kSetBytes), RE2::UNANCHORED);
      for (const uint32_t row : field.rows) {
        std::string error;
        if (set->Add(FieldPattern(rules_.rules[row]), &error) < 0) {
          return Error{"RE2: " + error};
        }
      }
      if (!set->Compile()) return Error{"RE2: a set is too large"};
      sets_.push_back(std::move(set));
    }
    return {};
  }

  void Match(const DecodedSession& session) override {
    hits_.clear();
    rules_.fields.EachValue(session, [this](uint32_t field,
                                            std::string_view value) {
      found_.clear();
      if (!sets_[field]->Match(Piece(value), &found_)) return;
      const std::vector<uint32_t>& rows = rules_.fields.fields()[field].rows;
      for (const int i : found_) hits_.push_back(rows[i]);
    });
  }

  std::vector<uint32_t> Hits() override { return hits_; }

 private:
  const RuleSet& rules_;
  std::vector<std::unique_ptr<RE2::Set>> sets_;  // one for each field
  std::vector<int> found_;
  std::vector<uint32_t> hits_;
};

class Re2Each : public Engine {
 public:
  explicit Re2Each(const RuleSet& rules)
      : Engine("RE2, one by one"), rules_(rules) {}

  Result<void> Build() {
    const RE2::Options options = OptionsFor(RE2::Options().max_mem());
    for (const Rule& rule : rules_.rules) {
      regexes_.push_back(std::make_unique<RE2>(FieldPattern(rule), options));
      if (!regexes_.back()->ok()) {
        return Error{"RE2: " + regexes_.back()->error()};
      }
    }
    return {};
  }

  void Match(const DecodedSession& session) override {
    hits_.clear();
    rules_.fields.EachValue(
        session, [this](uint32_t field, std::string_view value) {
          for (const uint32_t row : rules_.fields.fields()[field].rows) {
            if (regexes_[row]->Match(Piece(value), 0, value.size(),
                                     RE2::UNANCHORED, nullptr, 0)) {
              hits_.push_back(row);
            }
          }
        });
  }

  std::vector<uint32_t> Hits() override { return hits_; }

 private:
  const RuleSet& rules_;
  std::vector<std::unique_ptr<RE2>> regexes_;  // one for each row
  std::vector<uint32_t> hits_;
};

class Re2Alternation : public Engine {
 public:
  explicit Re2Alternation(const RuleSet& rules)
      : Engine("RE2, alternation", Answer::Any), rules_(rules) {}

  Result<void> Build() {
    for (const FieldLookup::Field& field : rules_.fields.fields()) {
      std::string pattern;
      for (const uint32_t row : field.rows) {
        if (!pattern.empty()) pattern += '|';
        pattern += FieldPattern(rules_.rules[row]);
      }
      regexes_.push_back(std::make_unique<RE2>(pattern, OptionsFor(kSetBytes)));
      if (!regexes_.back()->ok()) {
        return Error{"RE2: " + regexes_.back()->error()};
      }
    }
    return {};
  }

  void Match(const DecodedSession& session) override {
    any_ = false;
    rules_.fields.EachValue(
        session, [this](uint32_t field, std::string_view value) {
          any_ = any_ || regexes_[field]->Match(Piece(value), 0, value.size(),
                                                RE2::UNANCHORED, nullptr, 0);
        });
  }

  std::vector<uint32_t> Hits() override {
    return any_ ? std::vector<uint32_t>{0} : std::vector<uint32_t>{};
  }

 private:
  const RuleSet& rules_;
  std::vector<std::unique_ptr<RE2>> regexes_;  // one for each field
  bool any_ = false;
};

template <class Made>
MadeEngine Make(const RuleSet& rules) {
  auto engine = std::make_unique<Made>(rules);
  if (Result<void> built = engine->Build(); !built) return built.error();
  return MadeEngine(std::move(engine));
}

}  // namespace

MadeEngine MakeRe2Sets(const RuleSet& rules) { return Make<Re2Sets>(rules); }

MadeEngine MakeRe2Each(const RuleSet& rules) { return Make<Re2Each>(rules); }

MadeEngine MakeRe2Alternation(const RuleSet& rules) {
  return Make<Re2Alternation>(rules);
}

}  // namespace iotpf::tests
