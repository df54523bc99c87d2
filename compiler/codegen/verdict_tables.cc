// Rows of roots and classes, as numbers.

#include "compiler/codegen/verdict_tables.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/lower_condition.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace iotpf::codegen {
namespace {

class TableMaker {
 public:
  TableMaker(const LoweringContext& context, const RootShapes& shapes)
      : context_(context), shapes_(shapes) {}

  VerdictTables Make();

 private:
  // Of one platform: its fingerprints, and whether one is preferred over it.
  struct PlatformRange {
    uint32_t first = ir::kNone;
    uint32_t last = 0;
    bool is_behind = false;
    // Rows of `witnesses_`, made when a class first asks for them.
    uint32_t first_witness = kNoWitness;
    uint32_t end_witness = kNoWitness;
  };

  void FindPlatforms();
  std::vector<uint32_t> ClassRow(const RootShapes::Class& one);
  std::vector<uint32_t> Witnesses(const RootShapes::Class& one);
  std::map<uint32_t, uint64_t> MasksOf(const PlatformRange& range) const;
  void AddWitnesses(PlatformRange& range);

  const LoweringContext& context_;
  const RootShapes& shapes_;
  std::vector<PlatformRange> platforms_;
  std::vector<uint32_t> witnesses_;
};

void TableMaker::FindPlatforms() {
  platforms_.resize(context_.ruleset.platforms.size());
  for (const ir::Preference& row : context_.ruleset.preferences) {
    platforms_[row.loser].is_behind = true;
  }
  for (uint32_t i = 0; i < shapes_.fingerprint_count; ++i) {
    PlatformRange& range =
        platforms_[context_.ruleset.fingerprints[i].platform];
    range.first = std::min(range.first, i);
    range.last = std::max(range.last, i);
  }
}

// Where the bits of the platform's predicates stand: a mask for each word.
std::map<uint32_t, uint64_t> TableMaker::MasksOf(
    const PlatformRange& range) const {
  std::map<uint32_t, uint64_t> masks;
  for (uint32_t root = range.first; root <= range.last; ++root) {
    const RootShapes::Root& row = shapes_.roots[root];
    const size_t count = shapes_.shapes[row.shape].predicates.size();
    for (size_t i = 0; i < count; ++i) {
      const uint32_t bit = shapes_.bits[row.row + i];
      masks[bit / 64] |= uint64_t{1} << bit % 64;
    }
  }
  return masks;
}

// Once, however many classes ask for them.
void TableMaker::AddWitnesses(PlatformRange& range) {
  if (range.first_witness != kNoWitness) return;
  const auto rows = [&] {
    return static_cast<uint32_t>(witnesses_.size() / kWitnessColumns);
  };
  range.first_witness = rows();
  for (const auto& [word, mask] : MasksOf(range)) {
    witnesses_.insert(witnesses_.end(), {word, static_cast<uint32_t>(mask),
                                         static_cast<uint32_t>(mask >> 32)});
  }
  range.end_witness = rows();
}

// Ranges of the table of witnesses for platforms of the class that none is
// preferred over.
std::vector<uint32_t> TableMaker::Witnesses(const RootShapes::Class& one) {
  std::vector<uint32_t> row;
  std::set<uint32_t> chosen;
  for (const uint32_t root : one.members) {
    if (root >= shapes_.fingerprint_count || chosen.size() == kWitnesses) break;
    const uint32_t platform = context_.ruleset.fingerprints[root].platform;
    PlatformRange& range = platforms_[platform];
    if (range.is_behind || !chosen.insert(platform).second) continue;
    AddWitnesses(range);
    row.insert(row.end(), {range.first_witness, range.end_witness});
  }
  row.resize(2 * kWitnesses, kNoWitness);
  return row;
}

std::vector<uint32_t> TableMaker::ClassRow(const RootShapes::Class& one) {
  std::vector<uint32_t> row = {one.shape, one.row, one.when_false, 0,
                               static_cast<uint32_t>(one.members.size())};
  const std::vector<uint32_t> witnesses = Witnesses(one);
  row.insert(row.end(), witnesses.begin(), witnesses.end());
  for (const auto& words : {one.places, one.opening}) {
    for (const uint64_t places : words) {
      row.push_back(static_cast<uint32_t>(places));
      row.push_back(static_cast<uint32_t>(places >> 32));
    }
  }
  return row;
}

VerdictTables TableMaker::Make() {
  FindPlatforms();
  VerdictTables tables;
  std::vector<llvm::Function*> functions;
  for (uint32_t i = 0; i < shapes_.shapes.size(); ++i) {
    functions.push_back(LowerShape(context_, shapes_.shapes[i], i));
  }
  tables.functions = FunctionTable(context_.module, "shapes", functions);
  tables.bits = ConstantTable(context_.module, "rows", shapes_.bits);
  std::vector<uint32_t> roots;
  for (const RootShapes::Root& root : shapes_.roots) {
    roots.insert(roots.end(), {root.shape, root.row, root.owner});
  }
  tables.roots = ConstantTable(context_.module, "roots", roots);
  std::vector<uint32_t> classes;
  std::vector<uint32_t> members;
  for (const RootShapes::Class& one : shapes_.classes) {
    std::vector<uint32_t> row = ClassRow(one);
    row[kClassFirstMember] = static_cast<uint32_t>(members.size());
    classes.insert(classes.end(), row.begin(), row.end());
    members.insert(members.end(), one.members.begin(), one.members.end());
  }
  tables.classes = ConstantTable(context_.module, "classes", classes);
  tables.members = ConstantTable(context_.module, "members", members);
  tables.witnesses = ConstantTable(context_.module, "witnesses", witnesses_);
  return tables;
}

}  // namespace

VerdictTables MakeVerdictTables(const LoweringContext& context,
                                const RootShapes& shapes) {
  return TableMaker(context, shapes).Make();
}

llvm::Value* StateWord(FunctionBuilder& code, uint64_t array,
                       llvm::Value* index) {
  return code.At(code.At(code.argument(0), array),
                 code.ir().CreateShl(code.Wide(index), 3));
}

llvm::Value* CallShape(FunctionBuilder& code, const VerdictTables& tables,
                       llvm::Value* shape, llvm::Value* row) {
  llvm::Type* pointer = code.ir().getPtrTy();
  llvm::Value* bits =
      code.At(tables.bits, code.ir().CreateShl(code.Wide(row), 2));
  llvm::FunctionType* type =
      llvm::FunctionType::get(code.i64(), {pointer, pointer}, false);
  llvm::CallInst* call =
      code.ir().CreateCall(type, FunctionAt(code, tables.functions, shape),
                           {code.argument(0), bits});
  call->setDoesNotThrow();
  return call;
}

}  // namespace iotpf::codegen
