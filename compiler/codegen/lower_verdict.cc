// Fingerprints that nothing speaks of are not looked at.
//
//   touch        predicates that hold, or are in doubt  --index-->  their roots
//   candidates   touch, and the members of every class that says something
//                about a session that shows nothing for them
//   claims       the shapes of those fingerprints, worked out; scopes alike
//
// A session shows something for a few of the fingerprints, and there are few
// classes, so the time hardly grows with the rules.
//
// is_open spares the caller claims() between stages: where a fingerprint is
// untouched and may belong, of a platform that none is preferred over, no label
// is final. It asks a class for two such platforms, in case one is touched.

#include "compiler/codegen/lower_verdict.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_condition.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kWordsATurn = 8;  // two vectors of AVX2
constexpr uint32_t kWitnesses = 2;   // platforms of a class that is_open asks

// Rows of the tables below, in words of 32 bits.
enum RootColumn : uint32_t { kRootShape, kRootRow, kRootOwner, kRootColumns };
enum ClassColumn : uint32_t {
  kClassShape,
  kClassRow,
  kClassWhenFalse,
  kClassFirstMember,
  kClassMemberCount,
  kClassWitness,  // first and last fingerprint of each of kWitnesses platforms
  kClassPlaces = kClassWitness + 2 * kWitnesses,
  kClassOpening = kClassPlaces + 2 * StateLayout::kPlaceWords,
  kClassColumns = kClassOpening + 2 * StateLayout::kPlaceWords
};

class VerdictLowering {
 public:
  VerdictLowering(const LoweringContext& context, const RootShapes& shapes)
      : context_(context), shapes_(shapes), layout_(context.layout) {}

  VerdictFunctions Lower() {
    FindPlatforms();
    MakeTables();
    touch_ = Touch();
    class_says_ = ClassSays();
    candidates_ = Candidates();
    return {Claims(), Scopes(), IsOpen()};
  }

 private:
  FunctionBuilder Helper(std::string_view name, llvm::Type* result,
                         std::initializer_list<llvm::Type*> parameters) {
    return FunctionBuilder(context_.module, name, result, parameters);
  }
  uint32_t ClassCount() const {
    return static_cast<uint32_t>(shapes_.classes.size());
  }
  llvm::Value* Column(FunctionBuilder& code, llvm::Value* row,
                      uint32_t column) {
    return code.Load(i32_, row, column * sizeof(uint32_t));
  }
  llvm::Value* RowAt(FunctionBuilder& code, llvm::GlobalVariable* table,
                     llvm::Value* index, uint32_t columns) {
    return code.At(table,
                   code.ir().CreateMul(code.Wide(index),
                                       code.I64(columns * sizeof(uint32_t))));
  }
  llvm::Value* WordAt(FunctionBuilder& code, uint64_t array,
                      llvm::Value* index) {
    return code.At(code.At(code.argument(0), array),
                   code.ir().CreateShl(code.Wide(index), 3));
  }
  void SetRoot(FunctionBuilder& code, llvm::Value* root) {
    llvm::IRBuilder<>& ir = code.ir();
    llvm::Value* word = WordAt(code, layout_.roots(), ir.CreateLShr(root, 6));
    llvm::Value* bit =
        ir.CreateShl(code.I64(1), ir.CreateAnd(code.Wide(root), 63));
    code.Store(ir.CreateOr(code.Load(i64_, word, 0), bit), word, 0);
  }
  // Calls `body` for runs of words that together are all words of predicates:
  // with the first, and how many there are.
  template <class Body>
  void ForEachTurn(FunctionBuilder& code, const Body& body) {
    llvm::IRBuilder<>& ir = code.ir();
    const uint32_t whole = layout_.predicate_words / kWordsATurn * kWordsATurn;
    llvm::AllocaInst* word = code.Variable(code.I32(0));
    code.While(
        [&] { return ir.CreateICmpULT(code.Get(word), code.I32(whole)); },
        [&] {
          body(code.Get(word), kWordsATurn);
          code.Set(word, ir.CreateAdd(code.Get(word), code.I32(kWordsATurn)));
        });
    if (whole < layout_.predicate_words) {
      body(code.I32(whole), layout_.predicate_words - whole);
    }
  }
  // The words of such a run, or-ed into one.
  llvm::Value* AnyOf(FunctionBuilder& code, uint64_t array, llvm::Value* first,
                     uint32_t count) {
    llvm::Type* type = llvm::FixedVectorType::get(i64_, count);
    return code.ir().CreateOrReduce(
        code.Load(type, WordAt(code, array, first), 0));
  }
  llvm::Value* CallShape(FunctionBuilder& code, llvm::Value* shape,
                         llvm::Value* row) {
    llvm::Value* bits = code.At(bits_, code.ir().CreateShl(code.Wide(row), 2));
    llvm::FunctionType* type =
        llvm::FunctionType::get(i64_, {pointer_, pointer_}, false);
    llvm::CallInst* call = code.ir().CreateCall(
        type, FunctionAt(code, functions_, shape), {code.argument(0), bits});
    call->setDoesNotThrow();
    return call;
  }

  // Of one platform: its fingerprints, and whether one is preferred over it.
  struct PlatformRange {
    uint32_t first = ir::kNone;
    uint32_t last = 0;
    bool is_behind = false;
  };

  llvm::Value* OpenPlaces(FunctionBuilder& code, llvm::Value* row,
                          uint32_t column);
  void LowerNothingShown(FunctionBuilder& code);
  void FindPlatforms();
  void MakeTables();
  std::vector<uint32_t> ClassRow(const RootShapes::Class& one) const;
  std::vector<uint32_t> Witnesses(const RootShapes::Class& one) const;
  llvm::Function* Touch();
  llvm::Function* ClassSays();
  llvm::Function* Candidates();
  llvm::Function* IsOpen();
  llvm::Function* Claims();
  llvm::Function* Scopes();

  const LoweringContext& context_;
  const RootShapes& shapes_;
  const StateLayout& layout_;
  llvm::Type* void_ = llvm::Type::getVoidTy(context_.module.getContext());
  llvm::Type* i1_ = llvm::Type::getInt1Ty(context_.module.getContext());
  llvm::Type* i32_ = llvm::Type::getInt32Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
  std::vector<PlatformRange> platforms_;
  llvm::GlobalVariable* functions_ = nullptr;
  llvm::GlobalVariable* bits_ = nullptr;
  llvm::GlobalVariable* roots_ = nullptr;
  llvm::GlobalVariable* classes_ = nullptr;
  llvm::GlobalVariable* members_ = nullptr;
  llvm::Function* touch_ = nullptr;
  llvm::Function* class_says_ = nullptr;
  llvm::Function* candidates_ = nullptr;
};

void VerdictLowering::FindPlatforms() {
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

// First and last fingerprint of platforms of the class that none is preferred
// over; of no platform, 1 and 0.
std::vector<uint32_t> VerdictLowering::Witnesses(
    const RootShapes::Class& one) const {
  std::vector<uint32_t> row;
  std::set<uint32_t> chosen;
  for (const uint32_t root : one.members) {
    if (root >= shapes_.fingerprint_count || chosen.size() == kWitnesses) break;
    const uint32_t platform = context_.ruleset.fingerprints[root].platform;
    const PlatformRange& range = platforms_[platform];
    if (range.is_behind || !chosen.insert(platform).second) continue;
    row.insert(row.end(), {range.first, range.last});
  }
  while (row.size() < 2 * kWitnesses) row.insert(row.end(), {1, 0});
  return row;
}

std::vector<uint32_t> VerdictLowering::ClassRow(
    const RootShapes::Class& one) const {
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

void VerdictLowering::MakeTables() {
  std::vector<llvm::Function*> functions;
  for (uint32_t i = 0; i < shapes_.shapes.size(); ++i) {
    functions.push_back(LowerShape(context_, shapes_.shapes[i], i));
  }
  functions_ = FunctionTable(context_.module, "shapes", functions);
  bits_ = ConstantTable(context_.module, "rows", shapes_.bits);
  std::vector<uint32_t> roots;
  for (const RootShapes::Root& root : shapes_.roots) {
    roots.insert(roots.end(), {root.shape, root.row, root.owner});
  }
  roots_ = ConstantTable(context_.module, "roots", roots);
  std::vector<uint32_t> classes;
  std::vector<uint32_t> members;
  for (const RootShapes::Class& one : shapes_.classes) {
    std::vector<uint32_t> row = ClassRow(one);
    row[kClassFirstMember] = static_cast<uint32_t>(members.size());
    classes.insert(classes.end(), row.begin(), row.end());
    members.insert(members.end(), one.members.begin(), one.members.end());
  }
  classes_ = ConstantTable(context_.module, "classes", classes);
  members_ = ConstantTable(context_.module, "members", members);
}

// void touch(ptr state): the roots of predicates that hold or are in doubt.
llvm::Function* VerdictLowering::Touch() {
  FunctionBuilder code = Helper("touch", void_, {pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* state = code.argument(0);
  llvm::Value* firsts =
      ConstantTable(context_.module, "first_root_of_bit", shapes_.first_of_bit);
  llvm::Value* of_bits =
      ConstantTable(context_.module, "roots_of_bits", shapes_.roots_of_bit);
  code.ForEach(
      code.I32(0), code.I32(layout_.root_words), [&](llvm::Value* word) {
        code.Store(code.I64(0), WordAt(code, layout_.roots(), word), 0);
      });
  llvm::Value* doubts = ir.CreateNeg(
      code.Load(i64_, state, layout_.has_doubts()));  // all bits, or none
  const auto touch_bit = [&](llvm::Value* bit) {
    llvm::Value* row = code.At(firsts, ir.CreateShl(bit, 2));
    code.ForEach(code.Load(i32_, row, 0), code.Load(i32_, row, 4),
                 [&](llvm::Value* entry) {
                   SetRoot(code, ElementAt(code, of_bits, entry));
                 });
  };
  ForEachTurn(code, [&](llvm::Value* first, uint32_t count) {
    llvm::Value* some = ir.CreateOr(
        AnyOf(code, layout_.holds(), first, count),
        ir.CreateAnd(AnyOf(code, layout_.doubted(), first, count), doubts));
    code.If(ir.CreateICmpNE(some, code.I64(0)), [&] {
      code.ForEach(
          first, ir.CreateAdd(first, code.I32(count)), [&](llvm::Value* index) {
            llvm::Value* holds =
                code.Load(i64_, WordAt(code, layout_.holds(), index), 0);
            llvm::Value* doubted =
                code.Load(i64_, WordAt(code, layout_.doubted(), index), 0);
            llvm::Value* bits =
                ir.CreateOr(holds, ir.CreateAnd(doubted, doubts));
            code.ForEachBit(bits, ir.CreateShl(code.Wide(index), 6), touch_bit);
          });
    });
  });
  code.ReturnVoid();
  return code.function();
}

// The places of the mask at `column` of a row of which something is open; not
// zero where there are any.
llvm::Value* VerdictLowering::OpenPlaces(FunctionBuilder& code,
                                         llvm::Value* row, uint32_t column) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* open = code.I64(0);
  for (uint32_t i = 0; i < StateLayout::kPlaceWords; ++i) {
    llvm::Value* known =
        code.Load(i64_, code.argument(0),
                  layout_.known() + 8 * (layout_.predicate_words + i));
    llvm::Value* places =
        code.Load(i64_, row, (column + 2 * i) * sizeof(uint32_t));
    open = ir.CreateOr(open, ir.CreateAnd(places, ir.CreateNot(known)));
  }
  return open;
}

// i64 class_says(ptr state, ptr class): what the shape says of members that
// nothing is shown for.
llvm::Function* VerdictLowering::ClassSays() {
  FunctionBuilder code = Helper("class_says", i64_, {pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* row = code.argument(1);
  llvm::Value* open = OpenPlaces(code, row, kClassPlaces);
  llvm::Value* when_false = code.Wide(Column(code, row, kClassWhenFalse));
  code.ReturnIf(ir.CreateICmpEQ(open, code.I64(0)), when_false);
  llvm::Value* shape = Column(code, row, kClassShape);
  code.Return(CallShape(code, shape, Column(code, row, kClassRow)));
  return code.function();
}

// void candidates(ptr state).
llvm::Function* VerdictLowering::Candidates() {
  FunctionBuilder code = Helper("candidates", void_, {pointer_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  ir.CreateCall(touch_, {code.argument(0)});
  code.ForEach(code.I32(0), code.I32(ClassCount()), [&](llvm::Value* index) {
    llvm::Value* row = RowAt(code, classes_, index, kClassColumns);
    llvm::Value* says = ir.CreateCall(class_says_, {code.argument(0), row});
    llvm::Value* first = Column(code, row, kClassFirstMember);
    llvm::Value* member = code.Load(
        i32_, code.At(members_, ir.CreateShl(code.Wide(first), 2)), 0);
    // A scope says something unless it is false.
    llvm::Value* is_scope =
        ir.CreateICmpUGE(member, code.I32(shapes_.fingerprint_count));
    llvm::Value* quiet =
        ir.CreateSelect(is_scope, code.I64(kFalse), code.I64(0));
    llvm::Value* flags = ir.CreateAnd(says, kClaimFlags);
    code.If(ir.CreateICmpNE(flags, quiet), [&] {
      llvm::Value* end =
          ir.CreateAdd(first, Column(code, row, kClassMemberCount));
      code.ForEach(first, end, [&](llvm::Value* entry) {
        llvm::Value* place =
            code.At(members_, ir.CreateShl(code.Wide(entry), 2));
        SetRoot(code, code.Load(i32_, place, 0));
      });
    });
  });
  code.ReturnVoid();
  return code.function();
}

// The short way of is_open: nothing holds, so every fingerprint is untouched
// and the masks tell.
void VerdictLowering::LowerNothingShown(FunctionBuilder& code) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* state = code.argument(0);
  llvm::AllocaInst* shown =
      code.Variable(code.Load(i64_, state, layout_.has_doubts()));
  ForEachTurn(code, [&](llvm::Value* word, uint32_t count) {
    llvm::Value* some = AnyOf(code, layout_.holds(), word, count);
    code.Set(shown, ir.CreateOr(code.Get(shown), some));
  });
  code.If(ir.CreateICmpEQ(code.Get(shown), code.I64(0)), [&] {
    code.ForEach(code.I32(0), code.I32(ClassCount()), [&](llvm::Value* index) {
      llvm::Value* row = RowAt(code, classes_, index, kClassColumns);
      llvm::Value* has_witness =
          ir.CreateICmpULE(Column(code, row, kClassWitness),
                           Column(code, row, kClassWitness + 1));
      llvm::Value* opening = OpenPlaces(code, row, kClassOpening);
      code.ReturnIf(
          ir.CreateAnd(has_witness, ir.CreateICmpNE(opening, code.I64(0))),
          code.Bool(true));
    });
  });
}

// i1 is_open(ptr state).
llvm::Function* VerdictLowering::IsOpen() {
  FunctionBuilder code = Helper("is_open", i1_, {pointer_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  const bool some_claim_unseen =
      std::ranges::any_of(shapes_.classes, [&](const RootShapes::Class& one) {
        return one.members[0] < shapes_.fingerprint_count &&
               one.when_false != 0;
      });
  if (some_claim_unseen) {
    // Any untouched fingerprint may be sure then; claims() works it out.
    code.Return(code.Bool(false));
    return code.function();
  }
  LowerNothingShown(code);
  ir.CreateCall(touch_, {code.argument(0)});
  code.ForEach(code.I32(0), code.I32(ClassCount()), [&](llvm::Value* index) {
    llvm::Value* row = RowAt(code, classes_, index, kClassColumns);
    llvm::Value* is_untouched = code.Bool(false);
    for (uint32_t i = 0; i < kWitnesses; ++i) {
      llvm::Value* first = Column(code, row, kClassWitness + 2 * i);
      llvm::Value* last = Column(code, row, kClassWitness + 2 * i + 1);
      llvm::AllocaInst* touched = code.Variable(code.Bool(false));
      code.ForEach(
          first, ir.CreateAdd(last, code.I32(1)), [&](llvm::Value* root) {
            llvm::Value* word = code.Load(
                i64_, WordAt(code, layout_.roots(), ir.CreateLShr(root, 6)), 0);
            llvm::Value* bit =
                ir.CreateLShr(word, ir.CreateAnd(code.Wide(root), 63));
            code.Set(touched,
                     ir.CreateOr(code.Get(touched), ir.CreateTrunc(bit, i1_)));
          });
      is_untouched = ir.CreateOr(is_untouched,
                                 ir.CreateAnd(ir.CreateICmpULE(first, last),
                                              ir.CreateNot(code.Get(touched))));
    }
    code.If(is_untouched, [&] {
      llvm::Value* opening = OpenPlaces(code, row, kClassOpening);
      code.ReturnIf(ir.CreateICmpNE(opening, code.I64(0)), code.Bool(true));
      llvm::Value* says = ir.CreateCall(class_says_, {code.argument(0), row});
      code.ReturnIf(
          ir.CreateICmpNE(ir.CreateAnd(says, IOTPF_CLAIM_MAY), code.I64(0)),
          code.Bool(true));
    });
  });
  code.Return(code.Bool(false));
  return code.function();
}

// iotpf_claims_function. The row behind the last claim is always written and
// only counted where the claim exists: there is room for all fingerprints.
llvm::Function* VerdictLowering::Claims() {
  FunctionBuilder code = Helper("claims", i32_, {pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  ir.CreateCall(candidates_, {code.argument(0)});
  llvm::AllocaInst* count = code.Variable(code.I32(0));
  const uint32_t words = (shapes_.fingerprint_count + 63) / 64;
  code.ForEach(code.I32(0), code.I32(words), [&](llvm::Value* index) {
    llvm::Value* bits =
        code.Load(i64_, WordAt(code, layout_.roots(), index), 0);
    if (shapes_.fingerprint_count % 64 != 0) {  // scopes follow in the last
      const uint64_t own =
          ~uint64_t{0} >> (64 - shapes_.fingerprint_count % 64);
      llvm::Value* is_last = ir.CreateICmpEQ(index, code.I32(words - 1));
      bits = ir.CreateAnd(bits, ir.CreateSelect(is_last, code.I64(own),
                                                code.I64(~uint64_t{0})));
    }
    code.ForEachBit(
        bits, ir.CreateShl(code.Wide(index), 6), [&](llvm::Value* bit) {
          llvm::Value* root = ir.CreateTrunc(bit, i32_);
          llvm::Value* row = RowAt(code, roots_, root, kRootColumns);
          llvm::Value* says = CallShape(code, Column(code, row, kRootShape),
                                        Column(code, row, kRootRow));
          llvm::Value* flags =
              ir.CreateTrunc(ir.CreateAnd(says, kClaimFlags), i32_);
          llvm::Value* decider =
              ir.CreateTrunc(ir.CreateLShr(says, kConditionShift), i32_);
          llvm::Value* condition = ir.CreateSelect(
              ir.CreateICmpEQ(decider, code.I32(kNoDecider)),
              code.I32(IOTPF_NONE),
              ir.CreateAdd(decider, Column(code, row, kRootOwner)));
          llvm::Value* claim = code.At(
              code.argument(1), ir.CreateMul(code.Wide(code.Get(count)),
                                             code.I64(sizeof(iotpf_claim))));
          code.Store(root, claim, offsetof(iotpf_claim, fingerprint));
          code.Store(condition, claim, offsetof(iotpf_claim, condition));
          code.Store(flags, claim, offsetof(iotpf_claim, flags));
          llvm::Value* exists = ir.CreateICmpNE(flags, code.I32(0));
          code.Set(count,
                   ir.CreateAdd(code.Get(count), ir.CreateZExt(exists, i32_)));
        });
  });
  code.Return(code.Get(count));
  return code.function();
}

// iotpf_scopes_function.
llvm::Function* VerdictLowering::Scopes() {
  FunctionBuilder code = Helper("scopes", i32_, {pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  const auto root_count = static_cast<uint32_t>(shapes_.roots.size());
  if (root_count == shapes_.fingerprint_count) {
    code.Return(code.I32(0));
    return code.function();
  }
  ir.CreateCall(candidates_, {code.argument(0)});
  llvm::AllocaInst* count = code.Variable(code.I32(0));
  code.ForEach(
      code.I32(shapes_.fingerprint_count), code.I32(root_count),
      [&](llvm::Value* root) {
        llvm::Value* word = code.Load(
            i64_, WordAt(code, layout_.roots(), ir.CreateLShr(root, 6)), 0);
        llvm::Value* bit =
            ir.CreateLShr(word, ir.CreateAnd(code.Wide(root), 63));
        code.If(ir.CreateTrunc(bit, i1_), [&] {
          llvm::Value* row = RowAt(code, roots_, root, kRootColumns);
          llvm::Value* says =
              ir.CreateTrunc(CallShape(code, Column(code, row, kRootShape),
                                       Column(code, row, kRootRow)),
                             code.i8());
          llvm::Value* truth =
              ir.CreateSelect(ir.CreateICmpEQ(says, code.I8(kTrue)),
                              code.I32(IOTPF_TRUE), code.I32(IOTPF_UNKNOWN));
          llvm::Value* scope = code.At(
              code.argument(1), ir.CreateMul(code.Wide(code.Get(count)),
                                             code.I64(sizeof(iotpf_scope))));
          code.Store(Column(code, row, kRootOwner), scope,
                     offsetof(iotpf_scope, provider));
          code.Store(truth, scope, offsetof(iotpf_scope, truth));
          llvm::Value* exists = ir.CreateICmpNE(says, code.I8(kFalse));
          code.Set(count,
                   ir.CreateAdd(code.Get(count), ir.CreateZExt(exists, i32_)));
        });
      });
  code.Return(code.Get(count));
  return code.function();
}

}  // namespace

VerdictFunctions LowerVerdict(const LoweringContext& context,
                              const RootShapes& shapes) {
  return VerdictLowering(context, shapes).Lower();
}

}  // namespace iotpf::codegen
