// What happens at a place where the filter of a scan has a bit.
//
// This runs seldom and is the same for all sets of literals, so a module has it
// once and it reads everything from tables. It is careful rather than quick:
// whoever writes the traffic can make the filter fire at every place.
//
//   window  ->  bucket  ->  groups with this very window
//   group   ->  by binary search the last literal that is not above the bytes
//               of the value; those that stand are it and its parents, up to
//               the number of bytes that it has in common with the value

#include "compiler/codegen/literal_confirm.h"

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_tables.h"

#include <cstddef>

namespace iotpf::codegen {
namespace {

constexpr const char* kConfirmName = "literal_confirm";
constexpr uint64_t kWordBytes = sizeof(uint64_t);

uint64_t EachByte(uint8_t byte) { return 0x0101010101010101U * byte; }

class ConfirmLowering {
 public:
  explicit ConfirmLowering(llvm::Module& module) : module_(module) {}

  llvm::Function* Lower() {
    common_ = Common();
    is_above_ = IsAbove();
    group_ = Group();
    return Confirm();
  }

 private:
  llvm::Function* Common();
  llvm::Function* IsAbove();
  llvm::Function* Group();
  llvm::Function* Confirm();

  FunctionBuilder Helper(std::string_view name, llvm::Type* result,
                         std::initializer_list<llvm::Type*> parameters) {
    return FunctionBuilder(module_, name, result, parameters);
  }
  // Row `index` of a table that the header names at byte `place`.
  template <typename Row>
  llvm::Value* RowAt(FunctionBuilder& code, llvm::Value* tables, size_t place,
                     llvm::Value* index) {
    llvm::Value* table = code.Wide(code.Load(i32_, tables, place));
    llvm::Value* bytes = code.ir().CreateMul(index, code.I64(sizeof(Row)));
    return code.At(code.At(tables, table), bytes);
  }
  llvm::Value* TextAt(FunctionBuilder& code, llvm::Value* tables,
                      llvm::Value* place) {
    llvm::Value* text =
        code.Wide(code.Load(i32_, tables, offsetof(LiteralHeader, text)));
    return code.At(code.At(tables, text), place);
  }
  // The row of an entry.
  llvm::Value* LiteralOf(FunctionBuilder& code, llvm::Value* tables,
                         llvm::Value* entry) {
    llvm::Value* row =
        code.Load(i32_,
                  RowAt<LiteralEntry>(code, tables,
                                      offsetof(LiteralHeader, entries), entry),
                  offsetof(LiteralEntry, row));
    return RowAt<LiteralRow>(code, tables, offsetof(LiteralHeader, rows),
                             code.Wide(row));
  }
  llvm::Value* CommonWith(FunctionBuilder& code, llvm::Value* tables,
                          llvm::Value* literal, llvm::Value* place,
                          llvm::Value* left) {
    llvm::Value* text =
        TextAt(code, tables,
               code.Wide(code.Load(i32_, literal, offsetof(LiteralRow, text))));
    llvm::Value* size =
        code.Wide(code.Load(i32_, literal, offsetof(LiteralRow, size)));
    llvm::Value* fold = code.Load(i64_, tables, offsetof(LiteralHeader, fold));
    return code.ir().CreateCall(common_, {text, size, place, left, fold});
  }
  llvm::Value* Folded(FunctionBuilder& code, llvm::Value* word,
                      llvm::Value* fold);
  llvm::Value* HasExactBytes(FunctionBuilder& code, llvm::Value* tables,
                             llvm::Value* literal, llvm::Value* place,
                             llvm::Value* size);

  llvm::Module& module_;
  llvm::Type* void_ = llvm::Type::getVoidTy(module_.getContext());
  llvm::Type* i1_ = llvm::Type::getInt1Ty(module_.getContext());
  llvm::Type* i8_ = llvm::Type::getInt8Ty(module_.getContext());
  llvm::Type* i32_ = llvm::Type::getInt32Ty(module_.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(module_.getContext());
  llvm::Type* pointer_ = llvm::PointerType::getUnqual(module_.getContext());
  llvm::Function* common_ = nullptr;
  llvm::Function* is_above_ = nullptr;
  llvm::Function* group_ = nullptr;
};

// Eight bytes, each upper-case letter of them in lower case, where `fold` has
// all bits. Seven bits a byte are added to, so that nothing is carried over.
llvm::Value* ConfirmLowering::Folded(FunctionBuilder& code, llvm::Value* word,
                                     llvm::Value* fold) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* low = ir.CreateAnd(word, EachByte(0x7F));
  llvm::Value* from_a = ir.CreateAdd(low, code.I64(EachByte(0x80 - 'A')));
  llvm::Value* above_z = ir.CreateAdd(low, code.I64(EachByte(0x7F - 'Z')));
  llvm::Value* upper =
      ir.CreateAnd(ir.CreateXor(from_a, above_z), ir.CreateNot(word));
  upper = ir.CreateAnd(upper, EachByte(0x80));
  return ir.CreateOr(word, ir.CreateAnd(ir.CreateLShr(upper, 2), fold));
}

// i64 literal_common(ptr text, i64 text_size, ptr place, i64 left, i64 fold):
// how many bytes are equal from the start on. Eight bytes from any byte of the
// text may be loaded, `left` bytes from the place.
llvm::Function* ConfirmLowering::Common() {
  FunctionBuilder code =
      Helper("literal_common", i64_, {pointer_, i64_, pointer_, i64_, i64_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* left = code.argument(3);
  llvm::Value* size =
      ir.CreateBinaryIntrinsic(llvm::Intrinsic::umin, code.argument(1), left);
  const auto folded = [&](llvm::Type* type, llvm::Value* place) {
    llvm::Value* word = ir.CreateZExt(code.Load(type, place, 0), i64_);
    return Folded(code, word, code.argument(4));
  };
  // Zero where the bytes from `index` on are equal.
  const auto difference = [&](llvm::Type* type, llvm::Value* index) {
    llvm::Value* text = ir.CreateZExt(
        code.Load(type, code.At(code.argument(0), index), 0), i64_);
    return ir.CreateXor(folded(type, code.At(code.argument(2), index)), text);
  };
  const auto return_first = [&](llvm::Value* index, llvm::Value* different) {
    code.If(ir.CreateICmpNE(different, code.I64(0)), [&] {
      llvm::Value* bits = ir.CreateBinaryIntrinsic(llvm::Intrinsic::cttz,
                                                   different, code.Bool(true));
      llvm::Value* first = ir.CreateAdd(index, ir.CreateLShr(bits, 3));
      code.Return(ir.CreateBinaryIntrinsic(llvm::Intrinsic::umin, first, size));
    });
  };
  llvm::AllocaInst* index = code.Variable(code.I64(0));
  code.While(
      [&] {
        return ir.CreateICmpULE(
            ir.CreateAdd(code.Get(index), code.I64(kWordBytes)), size);
      },
      [&] {
        llvm::Value* i = code.Get(index);
        return_first(i, difference(i64_, i));
        code.Set(index, ir.CreateAdd(i, code.I64(kWordBytes)));
      });
  code.ReturnIf(ir.CreateICmpEQ(code.Get(index), size), size);
  code.If(ir.CreateICmpUGE(left, code.I64(kWordBytes)), [&] {
    // The last word overlaps the one before, or ends behind a short text.
    llvm::Value* last = ir.CreateBinaryIntrinsic(llvm::Intrinsic::usub_sat,
                                                 size, code.I64(kWordBytes));
    return_first(last, difference(i64_, last));
    code.Return(size);
  });
  code.While([&] { return ir.CreateICmpULT(code.Get(index), size); },
             [&] {
               llvm::Value* i = code.Get(index);
               return_first(i, difference(i8_, i));
               code.Set(index, ir.CreateAdd(i, code.I64(1)));
             });
  code.Return(size);
  return code.function();
}

// i1 literal_is_above(ptr tables, i64 entry, ptr place, i64 left): the entry's
// text comes behind all that begins with the bytes of the value.
llvm::Function* ConfirmLowering::IsAbove() {
  FunctionBuilder code =
      Helper("literal_is_above", i1_, {pointer_, i64_, pointer_, i64_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* tables = code.argument(0);
  llvm::Value* place = code.argument(2);
  llvm::Value* left = code.argument(3);
  llvm::Value* literal = LiteralOf(code, tables, code.argument(1));
  llvm::Value* common = CommonWith(code, tables, literal, place, left);
  llvm::Value* size =
      code.Wide(code.Load(i32_, literal, offsetof(LiteralRow, size)));
  code.ReturnIf(ir.CreateICmpEQ(common, size), code.Bool(false));
  code.ReturnIf(ir.CreateICmpEQ(common, left), code.Bool(true));
  llvm::Value* text =
      TextAt(code, tables,
             code.Wide(code.Load(i32_, literal, offsetof(LiteralRow, text))));
  llvm::Value* ours = code.Wide(code.Load(i8_, code.At(text, common), 0));
  llvm::Value* theirs =
      Folded(code, code.Wide(code.Load(i8_, code.At(place, common), 0)),
             code.Load(i64_, tables, offsetof(LiteralHeader, fold)));
  code.Return(ir.CreateICmpUGT(ours, theirs));
  return code.function();
}

llvm::Value* ConfirmLowering::HasExactBytes(FunctionBuilder& code,
                                            llvm::Value* tables,
                                            llvm::Value* literal,
                                            llvm::Value* place,
                                            llvm::Value* size) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* exact = code.Load(i32_, literal, offsetof(LiteralRow, exact));
  llvm::Value* has_exact = ir.CreateICmpNE(exact, code.I32(kNoEntry));
  llvm::Value* differs = code.Both(has_exact, [&] {
    llvm::Value* text = TextAt(code, tables, code.Wide(exact));
    llvm::Value* common =
        ir.CreateCall(common_, {text, size, place, size, code.I64(0)});
    return ir.CreateICmpNE(common, size);
  });
  return ir.CreateNot(differs);
}

// void literal_group(ptr group, i64 at, ptr tables, ptr data, i64 size,
//                    ptr context, ptr found)
llvm::Function* ConfirmLowering::Group() {
  FunctionBuilder code =
      Helper("literal_group", void_,
             {pointer_, i64_, pointer_, pointer_, i64_, pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* group = code.argument(0);
  llvm::Value* tables = code.argument(2);
  llvm::Value* data = code.argument(3);
  llvm::Value* before =
      code.Wide(code.Load(i32_, group, offsetof(LiteralGroup, before)));
  code.If(ir.CreateICmpULT(code.argument(1), before),
          [&] { code.ReturnVoid(); });
  llvm::Value* start = ir.CreateSub(code.argument(1), before);
  llvm::Value* left = ir.CreateSub(code.argument(4), start);
  llvm::Value* place = code.At(data, start);
  const auto entries = [&](size_t index) {
    return code.Wide(code.Load(
        i32_, group,
        index * sizeof(LiteralGroup) + offsetof(LiteralGroup, entries)));
  };
  llvm::AllocaInst* entry = code.Variable(entries(0));
  llvm::AllocaInst* end = code.Variable(entries(1));
  code.While(
      [&] {
        llvm::Value* count = ir.CreateSub(code.Get(end), code.Get(entry));
        return ir.CreateICmpUGT(count, code.I64(1));
      },
      [&] {
        llvm::Value* low = code.Get(entry);
        llvm::Value* high = code.Get(end);
        llvm::Value* middle = ir.CreateLShr(ir.CreateAdd(low, high), 1);
        llvm::Value* is_above =
            ir.CreateCall(is_above_, {tables, middle, place, left});
        code.Set(entry, ir.CreateSelect(is_above, low, middle));
        code.Set(end, ir.CreateSelect(is_above, middle, high));
      });
  llvm::Value* common = CommonWith(
      code, tables, LiteralOf(code, tables, code.Get(entry)), place, left);
  code.While(
      [&] { return ir.CreateICmpNE(code.Get(entry), code.I64(kNoEntry)); },
      [&] {
        llvm::Value* literal = LiteralOf(code, tables, code.Get(entry));
        llvm::Value* size =
            code.Wide(code.Load(i32_, literal, offsetof(LiteralRow, size)));
        llvm::Value* stands = code.Both(ir.CreateICmpULE(size, common), [&] {
          return HasExactBytes(code, tables, literal, place, size);
        });
        llvm::Value* row = RowAt<LiteralEntry>(
            code, tables, offsetof(LiteralHeader, entries), code.Get(entry));
        code.If(stands, [&] {
          llvm::FunctionType* type = llvm::FunctionType::get(
              void_, {i32_, i64_, pointer_, i64_, pointer_}, false);
          ir.CreateCall(type, code.argument(6),
                        {code.Load(i32_, literal, offsetof(LiteralRow, id)),
                         start, data, code.argument(4), code.argument(5)});
        });
        code.Set(entry, code.Wide(code.Load(i32_, row,
                                            offsetof(LiteralEntry, parent))));
      });
  code.ReturnVoid();
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  return code.function();
}

llvm::Function* ConfirmLowering::Confirm() {
  FunctionBuilder code =
      Helper(kConfirmName, void_,
             {i64_, i64_, pointer_, pointer_, i64_, pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* window = code.argument(1);
  llvm::Value* tables = code.argument(2);
  llvm::Value* shift =
      code.Load(i64_, tables, offsetof(LiteralHeader, bucket_shift));
  llvm::Value* number =
      ir.CreateLShr(ir.CreateMul(window, code.I64(kHashMultiplier)), shift);
  llvm::Value* bucket =
      RowAt<uint32_t>(code, tables, offsetof(LiteralHeader, buckets), number);
  const auto group_at = [&](size_t index) {
    llvm::Value* group =
        code.Wide(code.Load(i32_, bucket, index * sizeof(uint32_t)));
    return RowAt<LiteralGroup>(code, tables, offsetof(LiteralHeader, groups),
                               group);
  };
  llvm::AllocaInst* group = code.Variable(group_at(0));
  llvm::Value* end = group_at(1);
  code.While([&] { return ir.CreateICmpNE(code.Get(group), end); },
             [&] {
               llvm::Value* here = code.Get(group);
               llvm::Value* its =
                   code.Load(i64_, here, offsetof(LiteralGroup, window));
               code.If(ir.CreateICmpEQ(its, window), [&] {
                 ir.CreateCall(group_, {here, code.argument(0), tables,
                                        code.argument(3), code.argument(4),
                                        code.argument(5), code.argument(6)});
               });
               code.Set(group, code.At(here, sizeof(LiteralGroup)));
             });
  code.ReturnVoid();
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  return code.function();
}

}  // namespace

llvm::Function* LowerLiteralConfirm(llvm::Module& module) {
  if (llvm::Function* written = module.getFunction(kConfirmName)) {
    return written;
  }
  return ConfirmLowering(module).Lower();
}

}  // namespace iotpf::codegen
