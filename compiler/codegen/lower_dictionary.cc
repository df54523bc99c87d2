// A lookup is a hash over whole words and a comparison over the same words.
//
// Values are read eight bytes at a time; the last word overlaps the one before,
// and short values are two halves, so no byte outside of them is touched. Case
// is folded in the word.
//
// Sizes that no key has are turned away first, by one bit test. In host names
// that leaves few of the labels to hash.

#include "compiler/codegen/lower_dictionary.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/hash_constants.h"
#include "compiler/codegen/lower_bytes.h"

#include <fmt/format.h>

#include <bit>
#include <cstddef>
#include <vector>

namespace iotpf::codegen {
namespace {

class WordLowering {
 public:
  WordLowering(const LoweringContext& context, bool folds)
      : context_(context), folds_(folds) {}

  // i64 hash(ptr data, i64 size).
  llvm::Function* Hash();
  // i1 same(ptr data, ptr key, i64 size).
  llvm::Function* Same();

 private:
  llvm::Value* Folded(FunctionBuilder& code, llvm::Value* word) {
    return folds_ ? code.ir().CreateOr(word, CaseBitsOf(code, word)) : word;
  }
  // The last word of `size` bytes, or all of fewer than eight.
  llvm::Function* LastWord();

  const LoweringContext& context_;
  bool folds_;
  llvm::Type* i1_ = llvm::Type::getInt1Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
};

llvm::Function* WordLowering::LastWord() {
  if (llvm::Function* known = context_.module.getFunction("last_word")) {
    return known;
  }
  FunctionBuilder code(context_.module, "last_word", i64_, {pointer_, i64_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* data = code.argument(0);
  llvm::Value* size = code.argument(1);
  for (const uint64_t width : {8, 4, 2, 1}) {
    code.If(ir.CreateICmpUGE(size, code.I64(width)), [&] {
      llvm::Type* type = ir.getIntNTy(static_cast<unsigned>(8 * width));
      llvm::Value* start = ir.CreateSub(size, code.I64(width));
      llvm::Value* last = code.Wide(code.Load(type, code.At(data, start), 0));
      if (width == 8) {
        code.Return(last);
        return;
      }
      llvm::Value* first = code.Wide(code.Load(type, data, 0));
      code.Return(ir.CreateOr(first, ir.CreateShl(last, 32)));
    });
  }
  code.Return(code.I64(0));
  return code.function();
}

llvm::Function* WordLowering::Hash() {
  const char* const name = folds_ ? "hash_folded" : "hash_exact";
  if (llvm::Function* known = context_.module.getFunction(name)) return known;
  llvm::Function* last_word = LastWord();
  FunctionBuilder code(context_.module, name, i64_, {pointer_, i64_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* data = code.argument(0);
  llvm::Value* size = code.argument(1);
  const auto mixed = [&](llvm::Value* hash, llvm::Value* word) {
    llvm::Value* product = ir.CreateMul(ir.CreateXor(hash, Folded(code, word)),
                                        code.I64(kHashFactor));
    return ir.CreateXor(product, ir.CreateLShr(product, kHashShift));
  };
  llvm::AllocaInst* hash =
      code.Variable(ir.CreateMul(size, code.I64(kHashFactor)));
  llvm::AllocaInst* end = code.Variable(code.I64(8));
  code.While([&] { return ir.CreateICmpULT(code.Get(end), size); },
             [&] {
               llvm::Value* start = ir.CreateSub(code.Get(end), code.I64(8));
               llvm::Value* word = code.Load(i64_, code.At(data, start), 0);
               code.Set(hash, mixed(code.Get(hash), word));
               code.Set(end, ir.CreateAdd(code.Get(end), code.I64(8)));
             });
  code.Return(mixed(code.Get(hash), ir.CreateCall(last_word, {data, size})));
  return code.function();
}

llvm::Function* WordLowering::Same() {
  const char* const name = folds_ ? "same_folded" : "same_exact";
  if (llvm::Function* known = context_.module.getFunction(name)) return known;
  llvm::Function* last_word = LastWord();
  FunctionBuilder code(context_.module, name, i1_, {pointer_, pointer_, i64_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* data = code.argument(0);
  llvm::Value* key = code.argument(1);
  llvm::Value* size = code.argument(2);
  llvm::AllocaInst* end = code.Variable(code.I64(8));
  code.While([&] { return ir.CreateICmpULT(code.Get(end), size); },
             [&] {
               llvm::Value* start = ir.CreateSub(code.Get(end), code.I64(8));
               llvm::Value* word = code.Load(i64_, code.At(data, start), 0);
               llvm::Value* wanted = code.Load(i64_, code.At(key, start), 0);
               code.ReturnIf(ir.CreateICmpNE(Folded(code, word), wanted),
                             code.Bool(false));
               code.Set(end, ir.CreateAdd(code.Get(end), code.I64(8)));
             });
  llvm::Value* last = ir.CreateCall(last_word, {data, size});
  code.Return(ir.CreateICmpEQ(Folded(code, last),
                              ir.CreateCall(last_word, {key, size})));
  return code.function();
}

// A size that some key has. May let others pass where keys are long.
llvm::Value* IsSizeOfKey(FunctionBuilder& code, const DictionaryTable& table,
                         llvm::Value* size) {
  llvm::IRBuilder<>& ir = code.ir();
  if (table.max_size >= 64) {
    return ir.CreateICmpULE(ir.CreateSub(size, code.I64(table.min_size)),
                            code.I64(table.max_size - table.min_size));
  }
  llvm::Value* bit =
      ir.CreateLShr(code.I64(table.sizes), ir.CreateAnd(size, 63));
  return ir.CreateAnd(ir.CreateICmpULT(size, code.I64(64)),
                      ir.CreateTrunc(bit, code.i1()));
}

using EachNumber = std::function<void(llvm::Value*)>;

// Calls `each` with the numbers of the key that `data` is, whose size fits.
void LowerTable(FunctionBuilder& code, const LoweringContext& context,
                std::string_view name, const DictionaryTable& table, bool folds,
                llvm::Value* data, llvm::Value* size, const EachNumber& each) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Module& module = context.module;
  const auto numbers = [&](std::string_view part,
                           std::span<const uint32_t> values) {
    return ConstantTable(module, fmt::format("{}_{}", name, part), values);
  };
  std::vector<uint32_t> rows;
  for (const DictionaryTable::Entry& entry : table.entries) {
    rows.insert(rows.end(),
                {entry.key, entry.size, entry.first_bit, entry.bit_count});
  }
  WordLowering words(context, folds);
  llvm::Value* hash = ir.CreateCall(words.Hash(), {data, size});
  llvm::Value* bucket = ir.CreateAnd(ir.CreateLShr(hash, kBucketShift),
                                     table.displacements.size() - 1);
  llvm::Value* displacement = code.Wide(
      ElementAt(code, numbers("displacements", table.displacements), bucket));
  llvm::Value* mixed = ir.CreateMul(
      ir.CreateXor(hash, ir.CreateMul(displacement, code.I64(kHashFactor))),
      code.I64(kSlotFactor));
  const int slot_bits = std::countr_zero(table.slots.size());
  llvm::Value* slot =
      ir.CreateLShr(mixed, static_cast<uint64_t>(64 - slot_bits));
  llvm::Value* number = ElementAt(code, numbers("slots", table.slots), slot);
  code.If(ir.CreateICmpNE(number, code.I32(DictionaryTable::kEmpty)), [&] {
    llvm::Value* row =
        code.At(numbers("entries", rows), ir.CreateShl(code.Wide(number), 4));
    llvm::Value* key_size = code.Wide(code.Load(code.i32(), row, 4));
    llvm::Value* is_key = code.Both(ir.CreateICmpEQ(key_size, size), [&] {
      llvm::Value* keys =
          ConstantBytes(module, fmt::format("{}_keys", name), table.keys);
      llvm::Value* key =
          code.At(keys, code.Wide(code.Load(code.i32(), row, 0)));
      return ir.CreateCall(words.Same(), {data, key, size});
    });
    code.If(is_key, [&] {
      llvm::Value* bits = numbers("bits", table.bits);
      llvm::Value* first = code.Load(code.i32(), row, 8);
      llvm::Value* end = ir.CreateAdd(first, code.Load(code.i32(), row, 12));
      code.ForEach(first, end, [&](llvm::Value* index) {
        each(ElementAt(code, bits, index));
      });
    });
  });
}

}  // namespace

void LowerLookup(FunctionBuilder& code, const LoweringContext& context,
                 std::string_view name, const Dictionary& dictionary,
                 bool folds, llvm::Value* data, llvm::Value* size,
                 const EachNumber& each) {
  std::vector<std::string> left_out;
  const DictionaryTable table = PlaceKeys(dictionary, left_out);
  code.If(IsSizeOfKey(code, table, size), [&] {
    LowerTable(code, context, name, table, folds, data, size, each);
  });
  // Keys that found no place are compared one by one.
  for (const std::string& key : left_out) {
    llvm::Value* fits = code.ir().CreateICmpEQ(size, code.I64(key.size()));
    llvm::Value* is_key = code.Both(fits, [&] {
      llvm::Value* bytes =
          ConstantBytes(context.module, fmt::format("{}_left_out", name), key);
      return code.ir().CreateCall(WordLowering(context, folds).Same(),
                                  {data, bytes, size});
    });
    code.If(is_key, [&] {
      for (const uint32_t number : dictionary.at(key)) each(code.I32(number));
    });
  }
}

llvm::Function* SameFunction(const LoweringContext& context, bool folds) {
  return WordLowering(context, folds).Same();
}

llvm::Function* LowerDictionary(const LoweringContext& context,
                                std::string_view name,
                                const Dictionary& dictionary, bool folds) {
  FunctionBuilder code = FunctionBuilder::OfValue(context.module, name);
  LowerLookup(code, context, name, dictionary, folds, code.argument(0),
              code.argument(1),
              [&](llvm::Value* bit) { code.SetBit(code.argument(2), bit); });
  code.ReturnVoid();
  return code.function();
}

llvm::Function* LowerNames(const LoweringContext& context,
                           std::string_view name,
                           const Dictionary& dictionary) {
  llvm::Function* lookup = LowerDictionary(
      context, fmt::format("{}_lookup", name), dictionary, /*folds=*/true);
  FunctionBuilder code = FunctionBuilder::OfValue(context.module, name);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* data = code.argument(0);
  llvm::Value* size = code.argument(1);
  llvm::AllocaInst* at = code.Variable(size);
  code.While([&] { return ir.CreateICmpNE(code.Get(at), code.I64(0)); },
             [&] {
               code.Set(at, ir.CreateSub(code.Get(at), code.I64(1)));
               llvm::Value* here = code.At(data, code.Get(at));
               llvm::Value* is_dot =
                   ir.CreateICmpEQ(code.Load(code.i8(), here, 0), code.I8('.'));
               code.If(is_dot, [&] {
                 llvm::Value* start = ir.CreateAdd(code.Get(at), code.I64(1));
                 ir.CreateCall(lookup,
                               {code.At(data, start), ir.CreateSub(size, start),
                                code.argument(2)});
               });
             });
  ir.CreateCall(lookup, {data, size, code.argument(2)});
  code.ReturnVoid();
  return code.function();
}

}  // namespace iotpf::codegen
