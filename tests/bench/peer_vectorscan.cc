// Vectorscan in block mode, each pattern reported once a scan. On fields a
// database for each of them; on the text one for all, where `^` is the start of
// a line.

#include "tests/bench/peers.h"
#include "tests/bench/rule_patterns.h"

#include <fmt/format.h>

#ifdef IOTPF_BENCH_VECTORSCAN
#include <hs/hs.h>
#endif

namespace iotpf::tests {

#ifdef IOTPF_BENCH_VECTORSCAN
namespace {

struct FreeDatabase {
  void operator()(hs_database_t* database) const { hs_free_database(database); }
};
struct FreeScratch {
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};
using Database = std::unique_ptr<hs_database_t, FreeDatabase>;

Result<Database> CompileDatabase(const std::vector<std::string>& patterns,
                                 const std::vector<uint32_t>& rows,
                                 unsigned flags) {
  std::vector<const char*> expressions;
  for (const std::string& pattern : patterns) {
    expressions.push_back(pattern.c_str());
  }
  const std::vector<unsigned> all_flags(patterns.size(), flags);
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(expressions.data(), all_flags.data(), rows.data(),
                       static_cast<unsigned>(patterns.size()), HS_MODE_BLOCK,
                       nullptr, &database, &error) != HS_SUCCESS) {
    const std::string message = fmt::format("Vectorscan: {}", error->message);
    hs_free_compile_error(error);
    return Error{message};
  }
  return Database(database);
}

class Vectorscan : public Engine {
 public:
  using Engine::Engine;

  std::vector<uint32_t> Hits() override { return hits_; }

 protected:
  // Makes room in the scratch for one more database.
  Result<void> Prepare(const Database& database) {
    hs_scratch_t* scratch = scratch_.release();
    const hs_error_t outcome = hs_alloc_scratch(database.get(), &scratch);
    scratch_.reset(scratch);
    if (outcome == HS_SUCCESS) return {};
    return Error{fmt::format("Vectorscan: no scratch space ({})", outcome)};
  }

  void Scan(const Database& database, std::string_view bytes) {
    hs_scan(database.get(), bytes.data(), static_cast<unsigned>(bytes.size()),
            0, scratch_.get(), &Vectorscan::Report, &hits_);
  }

  std::vector<uint32_t> hits_;

 private:
  static int Report(unsigned row, unsigned long long, unsigned long long,
                    unsigned, void* hits) {
    static_cast<std::vector<uint32_t>*>(hits)->push_back(row);
    return 0;
  }

  std::unique_ptr<hs_scratch_t, FreeScratch> scratch_;
};

class VectorscanFields : public Vectorscan {
 public:
  explicit VectorscanFields(const RuleSet& rules)
      : Vectorscan("Vectorscan, fields"), rules_(rules) {}

  Result<void> Build() {
    for (const FieldLookup::Field& field : rules_.fields.fields()) {
      std::vector<std::string> patterns;
      for (const uint32_t row : field.rows) {
        patterns.push_back(FieldPattern(rules_.rules[row]));
      }
      Result<Database> made =
          CompileDatabase(patterns, field.rows, HS_FLAG_SINGLEMATCH);
      if (!made) return made.error();
      if (Result<void> ready = Prepare(*made); !ready) return ready;
      databases_.push_back(std::move(*made));
    }
    return {};
  }

  void Match(const DecodedSession& session) override {
    hits_.clear();
    rules_.fields.EachValue(session,
                            [this](uint32_t field, std::string_view value) {
                              Scan(databases_[field], value);
                            });
  }

 private:
  const RuleSet& rules_;
  std::vector<Database> databases_;  // one for each field
};

class VectorscanText : public Vectorscan {
 public:
  VectorscanText() : Vectorscan("Vectorscan, text") {}

  Result<void> Build(const RuleSet& rules) {
    std::vector<std::string> patterns;
    std::vector<uint32_t> rows;
    for (uint32_t row = 0; row < rules.rules.size(); ++row) {
      patterns.push_back(TextPattern(rules.rules[row], "^"));
      rows.push_back(row);
    }
    Result<Database> made = CompileDatabase(
        patterns, rows, HS_FLAG_SINGLEMATCH | HS_FLAG_MULTILINE);
    if (!made) return made.error();
    database_ = std::move(*made);
    return Prepare(database_);
  }

  void Match(const DecodedSession& session) override {
    hits_.clear();
    Scan(database_, session.text);
  }

 private:
  Database database_;
};

}  // namespace

MadeEngine MakeVectorscanFields(const RuleSet& rules) {
  auto engine = std::make_unique<VectorscanFields>(rules);
  if (Result<void> built = engine->Build(); !built) return built.error();
  return MadeEngine(std::move(engine));
}

MadeEngine MakeVectorscanText(const RuleSet& rules) {
  auto engine = std::make_unique<VectorscanText>();
  if (Result<void> built = engine->Build(rules); !built) return built.error();
  return MadeEngine(std::move(engine));
}

#else

MadeEngine MakeVectorscanFields(const RuleSet&) {
  return Error{"Vectorscan: not found when this program was built"};
}

MadeEngine MakeVectorscanText(const RuleSet&) {
  return Error{"Vectorscan: not found when this program was built"};
}

#endif

}  // namespace iotpf::tests
