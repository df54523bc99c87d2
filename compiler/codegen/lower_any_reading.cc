// One function for every reading: a loop over the rows of its predicates.
//
// Here come readings that a few comparisons serve, of which a ruleset may have
// too many for code of their own, and of those that have it the parts of values
// and lists that go on; regexes in a form that rules do not write; slots that
// say of themselves that they are absent; and values that rules do not expect,
// such as texts in place of numbers.
//
//   unobserved   unknown
//   absent       false; ABSENT: true
//   present      true where one value holds; else unknown where a value is
//                unknown or more may follow; else false
//
// NOT_EQUAL is EQUAL with the answer swapped where the slot is present. COUNT
// has code of its own always: see lower_count.h.

#include "compiler/codegen/lower_any_reading.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_search.h"

#include <cstddef>

namespace iotpf::codegen {
namespace {

// Bits of a longer run are set by words.
constexpr uint32_t kMaxInlineRun = 512;

class AnyReadingLowering {
 public:
  explicit AnyReadingLowering(LoweringContext& context) : context_(context) {}

  void Lower() {
    context_.set_bits = SetBits();
    context_.set_truth = SetTruth();
    matches_ = Matches();
    truth_ = Truth();
    context_.any_reading = AnyReading();
  }

 private:
  FunctionBuilder Helper(std::string_view name, llvm::Type* result,
                         std::initializer_list<llvm::Type*> parameters) {
    return FunctionBuilder(context_.module, name, result, parameters);
  }
  // The row of a table of the image.
  llvm::Value* RowOf(FunctionBuilder& code, size_t table, size_t row_bytes,
                     llvm::Value* index) {
    return ImageRow(code, context_.image, table, row_bytes, index);
  }

  llvm::Function* SetBits();
  llvm::Function* SetTruth();
  llvm::Function* Matches();
  llvm::Function* Truth();
  llvm::Function* AnyReading();

  LoweringContext& context_;
  llvm::Type* void_ = llvm::Type::getVoidTy(context_.module.getContext());
  llvm::Type* i8_ = llvm::Type::getInt8Ty(context_.module.getContext());
  llvm::Type* i16_ = llvm::Type::getInt16Ty(context_.module.getContext());
  llvm::Type* i32_ = llvm::Type::getInt32Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
  llvm::Function* matches_ = nullptr;
  llvm::Function* truth_ = nullptr;
};

llvm::Function* AnyReadingLowering::SetBits() {
  FunctionBuilder code = Helper("set_bits", void_, {pointer_, i32_, i32_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* first = code.Wide(code.argument(1));
  llvm::Value* end = ir.CreateAdd(first, code.Wide(code.argument(2)));
  llvm::Value* last_word = ir.CreateLShr(end, 6);
  llvm::Value* ones = code.I64(~uint64_t{0});
  const auto place = [&](llvm::Value* word) {
    return code.At(code.argument(0), ir.CreateShl(word, 3));
  };
  const auto put = [&](llvm::Value* word, llvm::Value* mask) {
    llvm::Value* before = code.Load(i64_, place(word), 0);
    code.Store(ir.CreateOr(before, mask), place(word), 0);
  };
  llvm::AllocaInst* word = code.Variable(ir.CreateLShr(first, 6));
  llvm::Value* from_first = ir.CreateShl(ones, ir.CreateAnd(first, 63));
  llvm::Value* until_end =
      ir.CreateNot(ir.CreateShl(ones, ir.CreateAnd(end, 63)));
  code.If(ir.CreateICmpEQ(code.Get(word), last_word), [&] {
    put(last_word, ir.CreateAnd(from_first, until_end));
    code.ReturnVoid();
  });
  put(code.Get(word), from_first);
  code.Set(word, ir.CreateAdd(code.Get(word), code.I64(1)));
  // Whole words, as many at a time as a vector has.
  for (const unsigned count : {4u, 1u}) {
    llvm::Type* type = llvm::FixedVectorType::get(i64_, count);
    const auto behind = [&] {
      return ir.CreateAdd(code.Get(word), code.I64(count));
    };
    code.While([&] { return ir.CreateICmpULE(behind(), last_word); },
               [&] {
                 code.Store(llvm::Constant::getAllOnesValue(type),
                            place(code.Get(word)), 0);
                 code.Set(word, behind());
               });
  }
  code.If(ir.CreateICmpNE(until_end, code.I64(0)),
          [&] { put(last_word, until_end); });
  code.ReturnVoid();
  return code.function();
}

llvm::Function* AnyReadingLowering::SetTruth() {
  FunctionBuilder code = Helper("set_truth", void_, {pointer_, i32_, i8_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* state = code.argument(0);
  llvm::Value* bit = code.Wide(code.argument(1));
  llvm::Value* truth = code.argument(2);
  llvm::Value* word = code.At(
      state, ir.CreateShl(ir.CreateLShr(bit, code.I64(6)), code.I64(3)));
  llvm::Value* mask = ir.CreateShl(code.I64(1), ir.CreateAnd(bit, 63));
  const auto put = [&](uint64_t array, llvm::Value* is_set) {
    llvm::Value* before = code.Load(i64_, word, array);
    llvm::Value* cleared = ir.CreateAnd(before, ir.CreateNot(mask));
    llvm::Value* one = ir.CreateSelect(is_set, mask, code.I64(0));
    code.Store(ir.CreateOr(cleared, one), word, array);
  };
  const StateLayout& layout = context_.layout;
  llvm::Value* is_unknown = ir.CreateICmpEQ(truth, code.I8(kUnknown));
  put(layout.holds(), ir.CreateICmpEQ(truth, code.I8(kTrue)));
  put(layout.known(), ir.CreateNot(is_unknown));
  code.If(is_unknown, [&] {
    put(layout.doubted(), is_unknown);
    code.Store(code.I64(1), state, layout.has_doubts());
  });
  code.ReturnVoid();
  return code.function();
}

// i8 matches(ptr value, ptr row, i32 count, ptr host): a run of regexes. A
// match in a part proves a match of the whole unless the regex looks at the
// end; that none is found in a part proves nothing.
llvm::Function* AnyReadingLowering::Matches() {
  FunctionBuilder code =
      Helper("matches", i8_, {pointer_, pointer_, i32_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* value = code.argument(0);
  llvm::Value* kind = code.Load(i16_, value, offsetof(iotpf_value, kind));
  code.ReturnIf(ir.CreateICmpNE(kind, ir.getInt16(IOTPF_VALUE_BYTES)),
                code.I8(kFalse));
  llvm::Value* flags = code.Load(i16_, value, offsetof(iotpf_value, flags));
  llvm::Value* partial =
      ir.CreateTrunc(ir.CreateAnd(flags, IOTPF_VALUE_PARTIAL), code.i1());
  llvm::Value* data = code.Load(pointer_, value, offsetof(iotpf_value, data));
  llvm::Value* size = code.Load(i64_, value, offsetof(iotpf_value, size));
  llvm::Value* host = code.argument(3);
  llvm::AllocaInst* row = code.Variable(code.argument(1));
  llvm::AllocaInst* left = code.Variable(code.argument(2));
  code.While(
      [&] { return ir.CreateICmpNE(code.Get(left), code.I32(0)); },
      [&] {
        llvm::Value* regex =
            code.Load(i32_, code.Get(row), offsetof(iotpf_constant, first));
        llvm::Value* regex_row = RowOf(code, offsetof(iotpf_ruleset, regexes),
                                       sizeof(iotpf_regex), regex);
        llvm::Value* looks_at_end = ir.CreateICmpNE(
            ir.CreateAnd(
                code.Load(i32_, regex_row, offsetof(iotpf_regex, flags)),
                IOTPF_REGEX_END_SENSITIVE),
            code.I32(0));
        llvm::Value* counts = ir.CreateNot(ir.CreateAnd(looks_at_end, partial));
        llvm::Value* is_found = LowerSearch(code, host, regex, data, size);
        code.ReturnIf(ir.CreateAnd(is_found, counts), code.I8(kTrue));
        code.Set(row, code.At(code.Get(row), sizeof(iotpf_constant)));
        code.Set(left, ir.CreateSub(code.Get(left), code.I32(1)));
      });
  // Without a regex nothing matches, however the value goes on.
  llvm::Value* is_open =
      ir.CreateAnd(partial, ir.CreateICmpNE(code.argument(2), code.I32(0)));
  code.Return(ir.CreateSelect(is_open, code.I8(kUnknown), code.I8(kFalse)));
  return code.function();
}

// i8 truth(ptr predicate, ptr slot, ptr host).
llvm::Function* AnyReadingLowering::Truth() {
  FunctionBuilder code = Helper("truth", i8_, {pointer_, pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* predicate = code.argument(0);
  llvm::Value* slot = code.argument(1);
  llvm::Value* op = code.Load(i32_, predicate, offsetof(iotpf_predicate, op));
  const auto is_op = [&](iotpf_predicate_op wanted) {
    return ir.CreateICmpEQ(op, code.I32(wanted));
  };
  const auto truth = [&](llvm::Value* holds) {
    return ir.CreateSelect(holds, code.I8(kTrue), code.I8(kFalse));
  };
  llvm::Value* presence = code.Load(i8_, slot, offsetof(iotpf_slot, presence));
  code.ReturnIf(ir.CreateICmpEQ(presence, code.I8(IOTPF_ABSENT)),
                truth(is_op(IOTPF_OP_ABSENT)));
  code.ReturnIf(ir.CreateICmpNE(presence, code.I8(IOTPF_PRESENT)),
                code.I8(kUnknown));
  code.ReturnIf(is_op(IOTPF_OP_PRESENT), code.I8(kTrue));
  code.ReturnIf(is_op(IOTPF_OP_ABSENT), code.I8(kFalse));

  llvm::Value* constants = RowOf(
      code, offsetof(iotpf_ruleset, constants), sizeof(iotpf_constant),
      code.Load(i32_, predicate, offsetof(iotpf_predicate, first_constant)));
  llvm::Value* constant_count =
      code.Load(i32_, predicate, offsetof(iotpf_predicate, constant_count));
  llvm::Value* number =
      code.Load(i64_, predicate, offsetof(iotpf_predicate, number));
  number = ir.CreateSelect(is_op(IOTPF_OP_AT), number, code.I64(0));
  llvm::Value* open = code.Load(i8_, slot, offsetof(iotpf_slot, open));
  llvm::AllocaInst* row =
      code.Variable(code.Load(pointer_, slot, offsetof(iotpf_slot, values)));
  llvm::AllocaInst* left =
      code.Variable(code.Load(i32_, slot, offsetof(iotpf_slot, count)));
  llvm::AllocaInst* is_open = code.Variable(ir.CreateICmpNE(open, code.I8(0)));
  llvm::AllocaInst* one = code.Variable(code.I8(kFalse));
  code.While(
      [&] { return ir.CreateICmpNE(code.Get(left), code.I32(0)); },
      [&] {
        code.Set(one, ir.CreateCall(context_.any_constant,
                                    {op, number, code.Get(row), constants,
                                     constant_count}));
        code.If(is_op(IOTPF_OP_MATCHES), [&] {
          code.Set(one,
                   ir.CreateCall(matches_, {code.Get(row), constants,
                                            constant_count, code.argument(2)}));
        });
        code.ReturnIf(ir.CreateICmpEQ(code.Get(one), code.I8(kTrue)),
                      truth(ir.CreateNot(is_op(IOTPF_OP_NOT_EQUAL))));
        llvm::Value* unknown =
            ir.CreateICmpEQ(code.Get(one), code.I8(kUnknown));
        code.Set(is_open, ir.CreateOr(code.Get(is_open), unknown));
        code.Set(row, code.At(code.Get(row), sizeof(iotpf_value)));
        code.Set(left, ir.CreateSub(code.Get(left), code.I32(1)));
      });
  code.Return(ir.CreateSelect(code.Get(is_open), code.I8(kUnknown),
                              truth(is_op(IOTPF_OP_NOT_EQUAL))));
  return code.function();
}

llvm::Function* AnyReadingLowering::AnyReading() {
  FunctionBuilder code =
      Helper("any_reading", void_, {pointer_, pointer_, pointer_, i32_, i32_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* at_bit = ConstantTable(context_.module, "predicate_of_bit",
                                      context_.order->at_bit);
  llvm::Value* end = ir.CreateAdd(code.argument(3), code.argument(4));
  code.ForEach(code.argument(3), end, [&](llvm::Value* bit) {
    llvm::Value* predicate =
        RowOf(code, offsetof(iotpf_ruleset, predicates),
              sizeof(iotpf_predicate), ElementAt(code, at_bit, bit));
    llvm::Value* truth =
        ir.CreateCall(truth_, {predicate, code.argument(0), code.argument(2)});
    ir.CreateCall(context_.set_truth, {code.argument(1), bit, truth});
  });
  code.ReturnVoid();
  return code.function();
}

}  // namespace

void LowerAnyReading(LoweringContext& context) {
  AnyReadingLowering(context).Lower();
}

void LowerSetRun(FunctionBuilder& code, llvm::Value* words, ir::BitRange bits) {
  if (bits.count <= kMaxInlineRun) {
    code.SetRun(words, bits.first, bits.count);
    return;
  }
  const uint32_t end = bits.first + bits.count;
  const uint32_t first_word = (bits.first + 63) / 64;
  const uint32_t last_word = end / 64;
  code.SetRun(words, bits.first, first_word * 64 - bits.first);
  code.Fill(words, first_word, last_word - first_word, ~uint64_t{0});
  code.SetRun(words, last_word * 64, end - last_word * 64);
}

}  // namespace iotpf::codegen
