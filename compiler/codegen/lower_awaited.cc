// Texts that begin with the bytes seen stand side by side in the order of
// texts: one binary search finds the first, and those that follow are taken as
// long as they do. A part that is longer than all of them, as cut bodies are,
// costs one comparison.

#include "compiler/codegen/lower_awaited.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

// Rows of the table of texts, in words of 32 bits.
enum AwaitedColumn : uint32_t { kText, kSize, kBit, kAwaitedColumns };

// How a text stands to bytes.
constexpr uint8_t kBefore = 0;
constexpr uint8_t kBeginsWith = 1;
constexpr uint8_t kBehind = 2;

class AwaitedLowering {
 public:
  AwaitedLowering(const LoweringContext& context, std::string_view name,
                  const AwaitedTexts& awaited)
      : context_(context),
        awaited_(awaited),
        compare_(Compare(awaited.folds)),
        code_(context.module, name, void_, {pointer_, pointer_}) {
    std::string bytes;
    std::vector<uint32_t> rows;
    for (const AwaitedTexts::Text& text : awaited.texts) {
      rows.insert(rows.end(),
                  {static_cast<uint32_t>(bytes.size()),
                   static_cast<uint32_t>(text.bytes.size()), text.bit});
      bytes += text.bytes;
      most_ = std::max(most_, text.bytes.size());
    }
    texts_ =
        ConstantBytes(context.module, fmt::format("{}_texts", name), bytes);
    rows_ = ConstantTable(context.module, fmt::format("{}_rows", name), rows);
  }

  llvm::Function* Lower();

 private:
  llvm::Function* Compare(bool folds);
  llvm::Value* Column(llvm::Value* index, AwaitedColumn wanted) {
    return TableColumn(code_, TableRow(code_, rows_, index, kAwaitedColumns),
                       wanted);
  }
  llvm::Value* Stands(llvm::Value* index, uint8_t how) {
    llvm::Value* text = code_.At(texts_, code_.Wide(Column(index, kText)));
    llvm::Value* compared = code_.ir().CreateCall(
        compare_, {text, code_.Wide(Column(index, kSize)), data_, size_});
    return code_.ir().CreateICmpEQ(compared, code_.I8(how));
  }
  // The first text that does not stand before the bytes.
  llvm::AllocaInst* Search();

  const LoweringContext& context_;
  const AwaitedTexts& awaited_;
  llvm::Type* void_ = llvm::Type::getVoidTy(context_.module.getContext());
  llvm::Type* i8_ = llvm::Type::getInt8Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
  llvm::Function* compare_;
  FunctionBuilder code_;
  llvm::GlobalVariable* texts_ = nullptr;
  llvm::GlobalVariable* rows_ = nullptr;
  size_t most_ = 0;              // bytes of the longest text
  llvm::Value* data_ = nullptr;  // of the value, from the place on
  llvm::Value* size_ = nullptr;
};

llvm::Function* AwaitedLowering::Lower() {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::Value* value = code_.argument(0);
  llvm::Value* size = code_.Load(i64_, value, offsetof(iotpf_value, size));
  llvm::Value* data = code_.Load(pointer_, value, offsetof(iotpf_value, data));
  // Of a part that does not reach the place nothing is seen there.
  llvm::Value* before = ir.CreateBinaryIntrinsic(llvm::Intrinsic::umin, size,
                                                 code_.I64(awaited_.number));
  data_ = code_.At(data, before);
  size_ = ir.CreateSub(size, before);
  llvm::Value* doubted = code_.At(code_.argument(1), context_.layout.doubted());
  code_.If(ir.CreateICmpULE(size_, code_.I64(most_)), [&] {
    llvm::AllocaInst* index = Search();
    llvm::Value* count = code_.I64(awaited_.texts.size());
    code_.While(
        [&] {
          return code_.Both(ir.CreateICmpULT(code_.Get(index), count), [&] {
            return Stands(code_.Get(index), kBeginsWith);
          });
        },
        [&] {
          code_.SetBit(doubted, Column(code_.Get(index), kBit));
          code_.Set(index, ir.CreateAdd(code_.Get(index), code_.I64(1)));
        });
  });
  code_.ReturnVoid();
  return code_.function();
}

llvm::AllocaInst* AwaitedLowering::Search() {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::AllocaInst* low = code_.Variable(code_.I64(0));
  llvm::AllocaInst* high = code_.Variable(code_.I64(awaited_.texts.size()));
  code_.While(
      [&] { return ir.CreateICmpULT(code_.Get(low), code_.Get(high)); },
      [&] {
        llvm::Value* middle = ir.CreateLShr(
            ir.CreateAdd(code_.Get(low), code_.Get(high)), code_.I64(1));
        llvm::Value* is_before = Stands(middle, kBefore);
        llvm::Value* next = ir.CreateAdd(middle, code_.I64(1));
        code_.Set(low, ir.CreateSelect(is_before, next, code_.Get(low)));
        code_.Set(high, ir.CreateSelect(is_before, code_.Get(high), middle));
      });
  return low;
}

// i8 awaits(ptr text, i64 text_size, ptr data, i64 size): kBeginsWith where the
// text begins with all of the bytes.
llvm::Function* AwaitedLowering::Compare(bool folds) {
  const char* const name = folds ? "awaits_folded" : "awaits_exact";
  if (llvm::Function* known = context_.module.getFunction(name)) return known;
  FunctionBuilder code(context_.module, name, i8_,
                       {pointer_, i64_, pointer_, i64_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::AllocaInst* index = code.Variable(code.I64(0));
  code.While(
      [&] { return ir.CreateICmpNE(code.Get(index), code.argument(3)); },
      [&] {
        llvm::Value* i = code.Get(index);
        code.ReturnIf(ir.CreateICmpEQ(i, code.argument(1)), code.I8(kBefore));
        llvm::Value* wanted = code.Load(i8_, code.At(code.argument(0), i), 0);
        llvm::Value* byte = code.Load(i8_, code.At(code.argument(2), i), 0);
        if (folds) {
          llvm::Value* is_capital = ir.CreateICmpULT(
              ir.CreateSub(byte, code.I8('A')), code.I8('Z' - 'A' + 1));
          byte = ir.CreateSelect(is_capital, ir.CreateOr(byte, code.I8(0x20)),
                                 byte);
        }
        code.ReturnIf(ir.CreateICmpULT(wanted, byte), code.I8(kBefore));
        code.ReturnIf(ir.CreateICmpUGT(wanted, byte), code.I8(kBehind));
        code.Set(index, ir.CreateAdd(i, code.I64(1)));
      });
  code.Return(code.I8(kBeginsWith));
  return code.function();
}

}  // namespace

llvm::Function* LowerAwaited(const LoweringContext& context,
                             std::string_view name,
                             const AwaitedTexts& awaited) {
  return AwaitedLowering(context, name, awaited).Lower();
}

}  // namespace iotpf::codegen
