// Bodies are cut at a cap, so a part is no rare value: it is tested by the same
// code as a whole one, a scan and not a loop over the rules.
//
//   each part     the tests of whole values, then what may still come to hold
//   if there was  what the end decides holds for no part: cleared
//   each other    the tests of whole values, whose answers all count
//   an open list  everything may still come to hold

#include "compiler/codegen/lower_parts.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/lower_awaited.h"
#include "compiler/codegen/lower_others.h"

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace iotpf::codegen {
namespace {

class PartsLowering {
 public:
  PartsLowering(const LoweringContext& context, uint32_t reading,
                const PartTests& tests, llvm::Function* value)
      : context_(context),
        reading_(reading),
        tests_(tests),
        value_(value),
        bits_(context.order->of_reading[reading]) {
    const Field field = context.ruleset.readings[reading].field;
    are_integers_ = InfoOf(field).type == ValueType::Int;
  }

  llvm::Function* Lower();

 private:
  FunctionBuilder Helper(std::string_view name, llvm::Type* result,
                         std::initializer_list<llvm::Type*> parameters) {
    return FunctionBuilder(context_.module,
                           fmt::format("{}_{}", name, reading_), result,
                           parameters);
  }
  llvm::Value* Flags(FunctionBuilder& code, llvm::Value* row) {
    return code.Load(code.i16(), row, offsetof(iotpf_value, flags));
  }
  llvm::Value* Kind(FunctionBuilder& code, llvm::Value* row) {
    return code.Load(code.i16(), row, offsetof(iotpf_value, kind));
  }
  llvm::Value* IsPart(FunctionBuilder& code, llvm::Value* row) {
    if (are_integers_) return code.Bool(false);
    llvm::IRBuilder<>& ir = code.ir();
    llvm::Value* flag = ir.CreateAnd(Flags(code, row), IOTPF_VALUE_PARTIAL);
    return ir.CreateAnd(
        ir.CreateICmpNE(flag, ir.getInt16(0)),
        ir.CreateICmpEQ(Kind(code, row), ir.getInt16(IOTPF_VALUE_BYTES)));
  }

  // Changes the words of an array of the state that have some of the bits.
  template <class How>
  void ChangeWords(FunctionBuilder& code, std::string_view name, uint64_t array,
                   const std::vector<uint32_t>& bits, const How& how);
  void ForEachValue(FunctionBuilder& code,
                    const std::function<void(llvm::Value*)>& body);
  void LowerOtherKind(FunctionBuilder& code, llvm::Value* row);
  llvm::Function* Part();

  const LoweringContext& context_;
  uint32_t reading_;
  const PartTests& tests_;
  llvm::Function* value_;
  ir::BitRange bits_;
  bool are_integers_ = false;
  llvm::Type* void_ = llvm::Type::getVoidTy(context_.module.getContext());
  llvm::Type* i1_ = llvm::Type::getInt1Ty(context_.module.getContext());
  llvm::Type* i8_ = llvm::Type::getInt8Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
};

template <class How>
void PartsLowering::ChangeWords(FunctionBuilder& code, std::string_view name,
                                uint64_t array,
                                const std::vector<uint32_t>& bits,
                                const How& how) {
  if (bits.empty()) return;
  const uint32_t first = bits.front() / 64;
  std::vector<uint64_t> words(bits.back() / 64 - first + 1);
  for (const uint32_t bit : bits) {
    words[bit / 64 - first] |= uint64_t{1} << bit % 64;
  }
  llvm::Value* table = ConstantTable(
      context_.module, fmt::format("{}_{}", name, reading_), words);
  llvm::Value* place = code.At(code.argument(1), array + 8 * uint64_t{first});
  code.ForEach(code.I32(0), code.I32(static_cast<uint32_t>(words.size())),
               [&](llvm::Value* index) {
                 llvm::Value* offset = code.ir().CreateShl(code.Wide(index), 3);
                 llvm::Value* word = code.At(place, offset);
                 code.Store(how(code.Load(i64_, word, 0),
                                code.Load(i64_, code.At(table, offset), 0)),
                            word, 0);
               });
}

void PartsLowering::ForEachValue(
    FunctionBuilder& code, const std::function<void(llvm::Value*)>& body) {
  llvm::Value* slot = code.argument(0);
  llvm::AllocaInst* row =
      code.Variable(code.Load(pointer_, slot, offsetof(iotpf_slot, values)));
  code.ForEach(code.I32(0),
               code.Load(code.i32(), slot, offsetof(iotpf_slot, count)),
               [&](llvm::Value*) {
                 body(code.Get(row));
                 code.Set(row, code.At(code.Get(row), sizeof(iotpf_value)));
               });
}

// What predicates say of a JSON value that is no string.
void PartsLowering::LowerOtherKind(FunctionBuilder& code, llvm::Value* row) {
  LowerAnyConstants(code, context_, fmt::format("of_other_kinds_{}", reading_),
                    tests_.of_other_kinds, row,
                    [&](llvm::Value* truth, llvm::Value* bit) {
                      code.If(code.ir().CreateICmpEQ(truth, code.I8(kTrue)),
                              [&] { code.SetBit(code.argument(1), bit); });
                    });
}

llvm::Function* PartsLowering::Lower() {
  llvm::Function* part = are_integers_ ? nullptr : Part();
  FunctionBuilder code = Helper("parts", i1_, {pointer_, pointer_, pointer_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* slot = code.argument(0);
  llvm::Value* state = code.argument(1);
  const StateLayout& layout = context_.layout;
  llvm::Value* presence = code.Load(i8_, slot, offsetof(iotpf_slot, presence));
  code.ReturnIf(ir.CreateICmpNE(presence, code.I8(IOTPF_PRESENT)),
                code.Bool(false));
  const auto is_expected = [&](llvm::Value* row) {
    const iotpf_value_kind wanted =
        are_integers_ ? IOTPF_VALUE_INTEGER : IOTPF_VALUE_BYTES;
    return ir.CreateICmpEQ(Kind(code, row), ir.getInt16(wanted));
  };
  const auto or_words = [&](llvm::Value* before, llvm::Value* bits) {
    return ir.CreateOr(before, bits);
  };
  const auto without_words = [&](llvm::Value* before, llvm::Value* bits) {
    return ir.CreateAnd(before, ir.CreateNot(bits));
  };

  llvm::AllocaInst* has_parts = code.Variable(code.Bool(false));
  ForEachValue(code, [&](llvm::Value* row) {
    if (are_integers_) {
      code.ReturnIf(ir.CreateNot(is_expected(row)), code.Bool(false));
      return;
    }
    code.If(IsPart(code, row), [&] {
      ir.CreateCall(value_, {row, state, code.argument(2)});
      ir.CreateCall(part, {row, state});
      code.Set(has_parts, code.Bool(true));
    });
  });
  code.If(code.Get(has_parts), [&] {
    ChangeWords(code, "unproven", layout.holds(), tests_.unproven,
                without_words);
    ChangeWords(code, "left_open", layout.doubted(), tests_.open, or_words);
    code.Store(code.I64(1), state, layout.has_doubts());
  });
  ForEachValue(code, [&](llvm::Value* row) {
    code.If(ir.CreateNot(IsPart(code, row)), [&] {
      llvm::Value* expected = is_expected(row);
      code.If(expected, [&] {
        ir.CreateCall(value_, {row, state, code.argument(2)});
      });
      if (are_integers_) return;
      code.If(ir.CreateNot(expected), [&] { LowerOtherKind(code, row); });
    });
  });
  llvm::Value* open = code.Load(i8_, slot, offsetof(iotpf_slot, open));
  code.If(ir.CreateICmpNE(open, code.I8(0)), [&] {
    ChangeWords(code, "asked", layout.doubted(), tests_.asked, or_words);
    code.Store(code.I64(1), state, layout.has_doubts());
  });
  code.Return(code.Bool(true));
  return code.function();
}

// void part(ptr value, ptr state): puts in doubt what this part alone tells of.
llvm::Function* PartsLowering::Part() {
  FunctionBuilder code = Helper("part", void_, {pointer_, pointer_});
  for (size_t i = 0; i < tests_.awaited.size(); ++i) {
    llvm::Function* awaited = LowerAwaited(
        context_, fmt::format("awaited_{}_{}", reading_, i), tests_.awaited[i]);
    code.ir().CreateCall(awaited, {code.argument(0), code.argument(1)});
  }
  llvm::Value* doubted = code.At(code.argument(1), context_.layout.doubted());
  llvm::Value* size =
      code.Load(i64_, code.argument(0), offsetof(iotpf_value, size));
  llvm::Value* reaches_all =
      code.ir().CreateICmpUGE(size, code.I64(tests_.others_reach));
  code.If(reaches_all, [&] { code.ReturnVoid(); });
  LowerAnyConstants(code, context_, fmt::format("part_others_{}", reading_),
                    tests_.others, code.argument(0),
                    [&](llvm::Value* truth, llvm::Value* bit) {
                      code.If(code.ir().CreateICmpEQ(truth, code.I8(kUnknown)),
                              [&] { code.SetBit(doubted, bit); });
                    });
  code.ReturnVoid();
  return code.function();
}

// void leave_open(ptr state, i32 first, i32 count), by words.
llvm::Function* LeaveOpen(const LoweringContext& context) {
  if (llvm::Function* known = context.module.getFunction("leave_open")) {
    return known;
  }
  llvm::LLVMContext& llvm = context.module.getContext();
  llvm::Type* i32 = llvm::Type::getInt32Ty(llvm);
  FunctionBuilder code(context.module, "leave_open",
                       llvm::Type::getVoidTy(llvm),
                       {llvm::PointerType::getUnqual(llvm), i32, i32});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* first = code.Wide(code.argument(1));
  llvm::Value* last = ir.CreateSub(
      ir.CreateAdd(first, code.Wide(code.argument(2))), code.I64(1));
  llvm::Value* ones = code.I64(~uint64_t{0});
  const StateLayout& layout = context.layout;
  llvm::AllocaInst* word = code.Variable(ir.CreateLShr(first, 6));
  llvm::AllocaInst* mask =
      code.Variable(ir.CreateShl(ones, ir.CreateAnd(first, 63)));
  code.While(
      [&] { return ir.CreateICmpULE(code.Get(word), ir.CreateLShr(last, 6)); },
      [&] {
        llvm::Value* is_last =
            ir.CreateICmpEQ(code.Get(word), ir.CreateLShr(last, 6));
        llvm::Value* until_last = ir.CreateLShr(
            ones, ir.CreateSub(code.I64(63), ir.CreateAnd(last, 63)));
        llvm::Value* of_run = ir.CreateAnd(
            code.Get(mask), ir.CreateSelect(is_last, until_last, ones));
        llvm::Value* place =
            code.At(code.argument(0), ir.CreateShl(code.Get(word), 3));
        const auto load = [&](uint64_t array) {
          return code.Load(code.i64(), place, array);
        };
        llvm::Value* settled = ir.CreateAnd(load(layout.holds()), of_run);
        llvm::Value* doubted =
            ir.CreateAnd(load(layout.doubted()), ir.CreateNot(settled));
        llvm::Value* open = ir.CreateAnd(doubted, of_run);
        code.Store(doubted, place, layout.doubted());
        code.Store(ir.CreateAnd(load(layout.known()), ir.CreateNot(open)),
                   place, layout.known());
        code.Set(word, ir.CreateAdd(code.Get(word), code.I64(1)));
        code.Set(mask, ones);
      });
  code.ReturnVoid();
  return code.function();
}

}  // namespace

llvm::Function* LowerParts(const LoweringContext& context, uint32_t reading,
                           const PartTests& tests, llvm::Function* value) {
  return PartsLowering(context, reading, tests, value).Lower();
}

void LowerLeaveOpen(FunctionBuilder& code, const LoweringContext& context,
                    llvm::Value* state, ir::BitRange bits) {
  code.ir().CreateCall(LeaveOpen(context),
                       {state, code.I32(bits.first), code.I32(bits.count)});
}

}  // namespace iotpf::codegen
