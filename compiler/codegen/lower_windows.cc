// The window is looked up as a key of its own; the few texts that have it are
// compared whole.

#include "compiler/codegen/lower_windows.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_dictionary.h"

#include <fmt/format.h>

#include <cstddef>
#include <vector>

namespace iotpf::codegen {
namespace {

// Rows of the table of texts, in words of 32 bits.
enum TextColumn : uint32_t { kText, kSize, kBit, kTextColumns };

}  // namespace

llvm::Function* LowerWindows(const LoweringContext& context,
                             std::string_view name, const WindowSet& set) {
  std::string bytes;
  std::vector<uint32_t> rows;
  for (const PlacedText& text : set.texts) {
    rows.insert(rows.end(),
                {static_cast<uint32_t>(bytes.size()),
                 static_cast<uint32_t>(text.bytes.size()), text.bit});
    bytes += text.bytes;
  }
  llvm::Value* keys =
      ConstantBytes(context.module, fmt::format("{}_texts", name), bytes);
  llvm::Value* table =
      ConstantTable(context.module, fmt::format("{}_rows", name), rows);

  FunctionBuilder code = FunctionBuilder::OfValue(context.module, name);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* data = code.argument(0);
  llvm::Value* size = code.argument(1);
  const uint64_t number = set.texts[0].number;
  const uint64_t needed =
      set.from_end ? set.distance : set.distance + set.width;
  const auto compare = [&](llvm::Value* index) {
    llvm::Value* row =
        code.At(table, ir.CreateMul(code.Wide(index),
                                    code.I64(kTextColumns * sizeof(uint32_t))));
    const auto column = [&](TextColumn wanted) {
      return code.Load(code.i32(), row, wanted * sizeof(uint32_t));
    };
    llvm::Value* length = code.Wide(column(kSize));
    llvm::Value* fits =
        ir.CreateICmpUGE(size, ir.CreateAdd(length, code.I64(number)));
    llvm::Value* stands = code.Both(fits, [&] {
      llvm::Value* start =
          set.from_end ? ir.CreateSub(size, length) : code.I64(number);
      return ir.CreateCall(SameFunction(context, set.folds),
                           {code.At(data, start),
                            code.At(keys, code.Wide(column(kText))), length});
    });
    code.If(stands, [&] { code.SetBit(code.argument(2), column(kBit)); });
  };
  code.If(ir.CreateICmpUGE(size, code.I64(needed)), [&] {
    llvm::Value* at = set.from_end ? ir.CreateSub(size, code.I64(set.distance))
                                   : code.I64(set.distance);
    LowerLookup(code, context, name, set.windows, set.folds, code.At(data, at),
                code.I64(set.width), compare);
  });
  code.ReturnVoid();
  return code.function();
}

}  // namespace iotpf::codegen
