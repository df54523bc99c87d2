// Fingerprints that nothing speaks of are not looked at.
//
//   touch        predicates that hold, or are in doubt  --index-->  their roots
//   candidates   touch, and the members of every class that says something
//                about a session that shows nothing for them
//   is_open      a fingerprint is untouched and may belong, of a platform that
//                none is preferred over: no label is final
//
// A session shows something for a few of the fingerprints, and there are few
// classes, so the time hardly grows with the rules.

#include "compiler/codegen/lower_candidates.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_condition.h"

#include <algorithm>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kWordsATurn = 8;  // two vectors of AVX2

class CandidatesLowering {
 public:
  CandidatesLowering(const LoweringContext& context, const RootShapes& shapes,
                     const VerdictTables& tables)
      : context_(context),
        shapes_(shapes),
        tables_(tables),
        layout_(context.layout) {}

  CandidateFunctions Lower() {
    touch_ = Touch();
    class_says_ = ClassSays();
    return {Candidates(), IsOpen()};
  }

 private:
  FunctionBuilder Helper(std::string_view name, llvm::Type* result,
                         std::initializer_list<llvm::Type*> parameters) {
    return FunctionBuilder(context_.module, name, result, parameters);
  }
  uint32_t ClassCount() const {
    return static_cast<uint32_t>(shapes_.classes.size());
  }
  void SetRoot(FunctionBuilder& code, llvm::Value* root) {
    code.SetBit(code.At(code.argument(0), layout_.roots()), root);
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
        code.Load(type, StateWord(code, array, first), 0));
  }

  // All bits where something is in doubt, or none.
  llvm::Value* Doubts(FunctionBuilder& code) {
    return code.ir().CreateNeg(
        code.Load(i64_, code.argument(0), layout_.has_doubts()));
  }
  // The predicates of a word that hold or are in doubt.
  llvm::Value* SpokenOf(FunctionBuilder& code, llvm::Value* word) {
    llvm::Value* doubted =
        code.Load(i64_, StateWord(code, layout_.doubted(), word), 0);
    return code.ir().CreateOr(
        code.Load(i64_, StateWord(code, layout_.holds(), word), 0),
        code.ir().CreateAnd(doubted, Doubts(code)));
  }

  llvm::Value* OpenPlaces(FunctionBuilder& code, llvm::Value* row,
                          uint32_t column);
  llvm::Value* HasUntouchedWitness(FunctionBuilder& code, llvm::Value* row);
  llvm::Function* Touch();
  llvm::Function* ClassSays();
  llvm::Function* Candidates();
  llvm::Function* IsOpenClass();
  llvm::Function* IsOpen();

  const LoweringContext& context_;
  const RootShapes& shapes_;
  const VerdictTables& tables_;
  const StateLayout& layout_;
  llvm::Type* void_ = llvm::Type::getVoidTy(context_.module.getContext());
  llvm::Type* i1_ = llvm::Type::getInt1Ty(context_.module.getContext());
  llvm::Type* i32_ = llvm::Type::getInt32Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
  llvm::Function* touch_ = nullptr;
  llvm::Function* class_says_ = nullptr;
};

// void touch(ptr state): the roots of predicates that hold or are in doubt.
llvm::Function* CandidatesLowering::Touch() {
  FunctionBuilder code = Helper("touch", void_, {pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* firsts =
      ConstantTable(context_.module, "first_root_of_bit", shapes_.first_of_bit);
  llvm::Value* of_bits =
      ConstantTable(context_.module, "roots_of_bits", shapes_.roots_of_bit);
  code.ForEach(
      code.I32(0), code.I32(layout_.root_words), [&](llvm::Value* word) {
        code.Store(code.I64(0), StateWord(code, layout_.roots(), word), 0);
      });
  const auto touch_bit = [&](llvm::Value* bit) {
    llvm::Value* row = code.At(firsts, ir.CreateShl(bit, 2));
    code.ForEach(code.Load(i32_, row, 0), code.Load(i32_, row, 4),
                 [&](llvm::Value* entry) {
                   SetRoot(code, ElementAt(code, of_bits, entry));
                 });
  };
  const auto touch_words = [&](uint64_t array, llvm::Value* first,
                               uint32_t count) {
    code.ForEach(
        first, ir.CreateAdd(first, code.I32(count)), [&](llvm::Value* index) {
          code.ForEachBit(code.Load(i64_, StateWord(code, array, index), 0),
                          ir.CreateShl(code.Wide(index), 6), touch_bit);
        });
  };
  const auto touch_array = [&](uint64_t array) {
    if (layout_.predicate_words <= kWordsATurn) {
      touch_words(array, code.I32(0), layout_.predicate_words);
      return;
    }
    ForEachTurn(code, [&](llvm::Value* first, uint32_t count) {
      llvm::Value* some = AnyOf(code, array, first, count);
      code.If(ir.CreateICmpNE(some, code.I64(0)),
              [&] { touch_words(array, first, count); });
    });
  };
  touch_array(layout_.holds());
  code.If(ir.CreateICmpNE(Doubts(code), code.I64(0)),
          [&] { touch_array(layout_.doubted()); });
  code.ReturnVoid();
  return code.function();
}

// The places of the mask at `column` of a row of which something is open; not
// zero where there are any.
llvm::Value* CandidatesLowering::OpenPlaces(FunctionBuilder& code,
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
llvm::Function* CandidatesLowering::ClassSays() {
  FunctionBuilder code = Helper("class_says", i64_, {pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* row = code.argument(1);
  llvm::Value* open = OpenPlaces(code, row, kClassPlaces);
  llvm::Value* when_false = code.Wide(TableColumn(code, row, kClassWhenFalse));
  code.ReturnIf(ir.CreateICmpEQ(open, code.I64(0)), when_false);
  llvm::Value* shape = TableColumn(code, row, kClassShape);
  code.Return(
      CallShape(code, tables_, shape, TableColumn(code, row, kClassRow)));
  return code.function();
}

// void candidates(ptr state).
llvm::Function* CandidatesLowering::Candidates() {
  FunctionBuilder code = Helper("candidates", void_, {pointer_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* state = code.argument(0);
  llvm::Value* has_roots = code.Load(i64_, state, layout_.has_roots());
  code.If(ir.CreateICmpNE(has_roots, code.I64(0)), [&] { code.ReturnVoid(); });
  code.Store(code.I64(1), state, layout_.has_roots());
  ir.CreateCall(touch_, {state});
  code.ForEach(code.I32(0), code.I32(ClassCount()), [&](llvm::Value* index) {
    llvm::Value* row = TableRow(code, tables_.classes, index, kClassColumns);
    llvm::Value* says = ir.CreateCall(class_says_, {state, row});
    llvm::Value* first = TableColumn(code, row, kClassFirstMember);
    llvm::Value* member = code.Load(
        i32_, code.At(tables_.members, ir.CreateShl(code.Wide(first), 2)), 0);
    // A scope says something unless it is false.
    llvm::Value* is_scope =
        ir.CreateICmpUGE(member, code.I32(shapes_.fingerprint_count));
    llvm::Value* quiet =
        ir.CreateSelect(is_scope, code.I64(kFalse), code.I64(0));
    llvm::Value* flags = ir.CreateAnd(says, kClaimFlags);
    code.If(ir.CreateICmpNE(flags, quiet), [&] {
      llvm::Value* end =
          ir.CreateAdd(first, TableColumn(code, row, kClassMemberCount));
      code.ForEach(first, end, [&](llvm::Value* entry) {
        llvm::Value* place =
            code.At(tables_.members, ir.CreateShl(code.Wide(entry), 2));
        SetRoot(code, code.Load(i32_, place, 0));
      });
    });
  });
  code.ReturnVoid();
  return code.function();
}

// Of a class: nothing holds or is in doubt of one of its witnesses.
llvm::Value* CandidatesLowering::HasUntouchedWitness(FunctionBuilder& code,
                                                     llvm::Value* row) {
  llvm::IRBuilder<>& ir = code.ir();
  const auto is_untouched = [&](uint32_t witness) {
    llvm::Value* begin = TableColumn(code, row, kClassWitness + 2 * witness);
    llvm::Value* end = TableColumn(code, row, kClassWitness + 2 * witness + 1);
    llvm::AllocaInst* spoken_of = code.Variable(code.I64(0));
    code.ForEach(begin, end, [&](llvm::Value* index) {
      llvm::Value* entry =
          TableRow(code, tables_.witnesses, index, kWitnessColumns);
      llvm::Value* mask =
          code.Load(i64_, entry, kWitnessMask * sizeof(uint32_t));
      llvm::Value* bits =
          SpokenOf(code, TableColumn(code, entry, kWitnessWord));
      code.Set(spoken_of,
               ir.CreateOr(code.Get(spoken_of), ir.CreateAnd(bits, mask)));
    });
    return ir.CreateAnd(ir.CreateICmpNE(begin, code.I32(kNoWitness)),
                        ir.CreateICmpEQ(code.Get(spoken_of), code.I64(0)));
  };
  llvm::AllocaInst* found = code.Variable(is_untouched(0));
  for (uint32_t i = 1; i < kWitnesses; ++i) {
    code.If(ir.CreateNot(code.Get(found)),
            [&] { code.Set(found, is_untouched(i)); });
  }
  return code.Get(found);
}

// i1 is_open_class(ptr state, ptr class): a member that nothing is shown for
// may belong.
llvm::Function* CandidatesLowering::IsOpenClass() {
  FunctionBuilder code = Helper("is_open_class", i1_, {pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* row = code.argument(1);
  code.ReturnIf(ir.CreateNot(HasUntouchedWitness(code, row)), code.Bool(false));
  llvm::Value* opening = OpenPlaces(code, row, kClassOpening);
  code.ReturnIf(ir.CreateICmpNE(opening, code.I64(0)), code.Bool(true));
  llvm::Value* says = ir.CreateCall(class_says_, {code.argument(0), row});
  code.Return(
      ir.CreateICmpNE(ir.CreateAnd(says, IOTPF_CLAIM_MAY), code.I64(0)));
  return code.function();
}

// iotpf_open_function. The class that was open before most often still is.
llvm::Function* CandidatesLowering::IsOpen() {
  FunctionBuilder code = Helper("is_open", i32_, {pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  const bool some_claim_unseen =
      std::ranges::any_of(shapes_.classes, [&](const RootShapes::Class& one) {
        return one.members[0] < shapes_.fingerprint_count &&
               one.when_false != 0;
      });
  if (some_claim_unseen || shapes_.classes.empty()) {
    // Any untouched fingerprint may be sure then; claims() works it out.
    code.Return(code.I32(0));
    return code.function();
  }
  llvm::Function* is_open_class = IsOpenClass();
  llvm::Value* state = code.argument(0);
  llvm::Value* hint = code.argument(1);
  const auto is_open = [&](llvm::Value* index) {
    llvm::Value* row = TableRow(code, tables_.classes, index, kClassColumns);
    return ir.CreateCall(is_open_class, {state, row});
  };
  llvm::Value* before = code.Load(i32_, hint, 0);
  llvm::Value* is_class = ir.CreateICmpULT(before, code.I32(ClassCount()));
  before = ir.CreateSelect(is_class, before, code.I32(0));
  code.ReturnIf(is_open(before), code.I32(1));
  code.ForEach(code.I32(0), code.I32(ClassCount()), [&](llvm::Value* index) {
    llvm::Value* is_other = ir.CreateICmpNE(index, before);
    code.If(code.Both(is_other, [&] { return is_open(index); }), [&] {
      code.Store(index, hint, 0);
      code.Return(code.I32(1));
    });
  });
  code.Return(code.I32(0));
  return code.function();
}

}  // namespace

CandidateFunctions LowerCandidates(const LoweringContext& context,
                                   const RootShapes& shapes,
                                   const VerdictTables& tables) {
  return CandidatesLowering(context, shapes, tables).Lower();
}

}  // namespace iotpf::codegen
