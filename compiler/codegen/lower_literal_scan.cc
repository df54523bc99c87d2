// Which way to scan for a set of literals.
//
//   vectors   compare or look up thirty-two places at once: up to a hundred
//             literals, in values of some length (literal_vectors.cc)
//   hashes    look one place of every few up, whatever the number of literals;
//             the shortest says how many may be left out (literal_hash.cc)
//
// Vectors are taken while few places are candidates by chance, which is known
// from the literals and from what devices send. Where they are too many for
// vectors and some of them are short, those few would make the hashed scan look
// at every place: they are a set of their own, and the value is read twice.

#include "compiler/codegen/lower_literal_scan.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_hash.h"
#include "compiler/codegen/literal_tables.h"
#include "compiler/codegen/literal_vectors.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <llvm/IR/Constants.h>

namespace iotpf::codegen {
namespace {

// Literals shorter than this keep the hashed scan from wide strides.
constexpr size_t kShortBytes = 8;
// As many short ones are a set of their own.
constexpr size_t kMaxShortLiterals = 64;

struct LiteralSet {
  std::vector<ScanLiteral> literals;
  std::vector<uint32_t> ids;  // what the caller knows them by

  void Add(const ScanLiteral& literal, uint32_t id) {
    literals.push_back(literal);
    ids.push_back(id);
  }
};

// The short literals of a set, and the others.
std::pair<LiteralSet, LiteralSet> SplitBySize(const LiteralSet& set) {
  LiteralSet shorter;
  LiteralSet longer;
  for (size_t i = 0; i < set.literals.size(); ++i) {
    const bool is_short = set.literals[i].bytes.size() < kShortBytes;
    (is_short ? shorter : longer).Add(set.literals[i], set.ids[i]);
  }
  return {std::move(shorter), std::move(longer)};
}

class LiteralScanLowering {
 public:
  LiteralScanLowering(const LoweringContext& context, llvm::Function* found)
      : context_(context), found_(found) {}

  llvm::Function* Lower(std::string_view name, const LiteralSet& set) {
    FunctionBuilder code = FunctionBuilder::OfValue(context_.module, name);
    if (!set.literals.empty()) LowerSet(code, name, set);
    code.ReturnVoid();
    return code.function();
  }

 private:
  // What vectors look for, if the CPU has them and they are worth it.
  std::optional<VectorPlan> PlanIfFast(const LiteralSet& set) {
    if (context_.vectors == VectorWidth::None) return std::nullopt;
    return PlanVectorsIfFast(set.literals);
  }
  LiteralScan ScanOf(const HashPlan& windows, const LiteralTables& tables) {
    return {windows, tables,
            ConstantBytes(context_.module, "literals", tables.bytes), found_};
  }
  void LowerSet(FunctionBuilder& code, std::string_view name,
                const LiteralSet& set);
  void LowerVectors(FunctionBuilder& code, const LiteralSet& set,
                    const VectorPlan& plan);
  bool LowerInParts(FunctionBuilder& code, std::string_view name,
                    const LiteralSet& set);

  const LoweringContext& context_;
  llvm::Function* found_;
};

void LiteralScanLowering::LowerSet(FunctionBuilder& code, std::string_view name,
                                   const LiteralSet& set) {
  if (const std::optional<VectorPlan> vectors = PlanIfFast(set)) {
    LowerVectors(code, set, *vectors);
  } else if (LowerInParts(code, name, set)) {
    return;
  }
  const HashPlan plan = PlanHashedWindows(set.literals);
  const LiteralTables tables = BuildLiteralTables(set.literals, set.ids, plan);
  LowerHashScan(code, ScanOf(plan, tables));
}

void LiteralScanLowering::LowerVectors(FunctionBuilder& code,
                                       const LiteralSet& set,
                                       const VectorPlan& plan) {
  const LiteralTables tables =
      BuildLiteralTables(set.literals, set.ids, plan.windows);
  const LiteralScan scan = ScanOf(plan.windows, tables);
  llvm::Value* is_long =
      code.ir().CreateICmpUGE(code.argument(1), code.I64(kMinVectorScanBytes));
  code.If(is_long, [&] {
    LowerVectorScan(code, plan, context_.vectors, scan);
    code.ReturnVoid();
  });
}

// Says whether it was worth it.
bool LiteralScanLowering::LowerInParts(FunctionBuilder& code,
                                       std::string_view name,
                                       const LiteralSet& set) {
  const auto [shorter, longer] = SplitBySize(set);
  if (shorter.literals.size() > kMaxShortLiterals) return false;
  if (longer.literals.empty() || !PlanIfFast(shorter)) return false;
  for (const LiteralSet* part : {&shorter, &longer}) {
    llvm::Function* scan = Lower(
        std::string(name) + (part == &shorter ? "_short" : "_long"), *part);
    code.ir().CreateCall(
        scan, {code.argument(0), code.argument(1), code.argument(2)});
  }
  return true;
}

}  // namespace

llvm::Function* LowerLiteralScan(const LoweringContext& context,
                                 std::string_view name,
                                 std::span<const ScanLiteral> literals,
                                 llvm::Function* found) {
  LiteralSet set;
  for (size_t i = 0; i < literals.size(); ++i) {
    set.Add(literals[i], static_cast<uint32_t>(i));
  }
  return LiteralScanLowering(context, found).Lower(name, set);
}

}  // namespace iotpf::codegen
