// What happens at a place where the filter of a scan has a bit.
//
// This runs seldom and is the same for all sets of literals, so a module has it
// once and it reads everything from tables. It is careful rather than quick:
// whoever writes the traffic can make the filter fire at every place.
//
//   window  ->  bucket  ->  groups with this very window
//   single  ->  the one literal of a group, unless it is settled
//   group   ->  by binary search the last literal that is not above the bytes
//               of the value; those that stand are it and its parents, up to
//               the number of bytes that it has in common with the value
//
// Where literals are long or many begin with each other, a scan remembers the
// entries that it has reported with all their parents, and does not look at
// them again: a value that is one byte, repeated, would be slow otherwise. It
// does so for the entries that are slow alone: all places of others are
// reported.

#include "compiler/codegen/literal_confirm.h"

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_compare.h"
#include "compiler/codegen/literal_tables.h"
#include "compiler/codegen/lower_bytes.h"

#include <cstddef>

namespace iotpf::codegen {
namespace {

constexpr const char* kConfirmName = "literal_confirm";

// The parameters that all functions here share, behind one of their own and a
// place in the value.
enum : unsigned {
  kFirst,
  kPlace,
  kTables,
  kData,
  kSize,
  kContext,
  kFound,
  kReported
};

class ConfirmLowering {
 public:
  explicit ConfirmLowering(llvm::Module& module)
      : module_(module), compare_(module) {}

  llvm::Function* Lower() {
    report_ = Report();
    group_ = Group();
    llvm::Function* confirm = Confirm();
    for (llvm::Function* function : {report_, group_, confirm}) {
      function->addFnAttr(llvm::Attribute::NoInline);
    }
    return confirm;
  }

 private:
  FunctionBuilder Function(std::string_view name, llvm::Type* first) {
    llvm::LLVMContext& llvm = module_.getContext();
    llvm::Type* pointer = llvm::PointerType::getUnqual(llvm);
    llvm::Type* number = llvm::Type::getInt64Ty(llvm);
    return FunctionBuilder(
        module_, name, llvm::Type::getVoidTy(llvm),
        {first, number, pointer, pointer, number, pointer, pointer, pointer});
  }
  // Calls one of these functions with the parameters of `code`.
  void PassOn(FunctionBuilder& code, llvm::Function* to, llvm::Value* first,
              llvm::Value* place) {
    code.ir().CreateCall(
        to, {first, place, code.argument(kTables), code.argument(kData),
             code.argument(kSize), code.argument(kContext),
             code.argument(kFound), code.argument(kReported)});
  }
  void ReturnIf(FunctionBuilder& code, llvm::Value* condition) {
    code.If(condition, [&] { code.ReturnVoid(); });
  }
  llvm::Value* CanRemember(FunctionBuilder& code) {
    return code.ir().CreateIsNotNull(code.argument(kReported));
  }
  llvm::Value* MemoryOf(FunctionBuilder& code, llvm::Value* entry) {
    llvm::Value* slot = code.ir().CreateAnd(entry, kRememberedEntries - 1);
    return code.At(code.argument(kReported),
                   code.ir().CreateShl(slot, uint64_t{2}));
  }
  llvm::Value* Remembered(FunctionBuilder& code, llvm::Value* entry) {
    return code.ir().CreateTrunc(code.ir().CreateAdd(entry, code.I64(1)),
                                 code.i32());
  }
  void CallFound(FunctionBuilder& code, llvm::Value* literal,
                 llvm::Value* start);
  llvm::Function* Report();
  void Search(FunctionBuilder& code, llvm::AllocaInst* entry,
              llvm::AllocaInst* end, llvm::Value* place, llvm::Value* left);
  llvm::Function* Group();
  void LowerSingle(FunctionBuilder& code, llvm::Value* group, llvm::Value* row);
  llvm::Function* Confirm();

  llvm::Module& module_;
  LiteralCompare compare_;
  llvm::Function* report_ = nullptr;
  llvm::Function* group_ = nullptr;
};

void ConfirmLowering::CallFound(FunctionBuilder& code, llvm::Value* literal,
                                llvm::Value* start) {
  llvm::Type* pointer = code.argument(kData)->getType();
  llvm::FunctionType* type = llvm::FunctionType::get(
      code.ir().getVoidTy(),
      {code.i32(), code.i64(), pointer, code.i64(), pointer}, false);
  llvm::Value* id = code.Load(code.i32(), literal, offsetof(LiteralRow, id));
  code.ir().CreateCall(type, code.argument(kFound),
                       {id, start, code.argument(kData), code.argument(kSize),
                        code.argument(kContext)});
}

// void literal_report(i64 entry, i64 start, ...): the entry and those that it
// begins with, as far as they stand at `start`.
llvm::Function* ConfirmLowering::Report() {
  FunctionBuilder code =
      Function("literal_report", llvm::Type::getInt64Ty(module_.getContext()));
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* tables = code.argument(kTables);
  llvm::Value* first = code.argument(kFirst);
  llvm::Value* start = code.argument(kPlace);
  llvm::Value* place = code.At(code.argument(kData), start);
  llvm::Value* common =
      compare_.Common(code, tables, LiteralOf(code, tables, first), place,
                      ir.CreateSub(code.argument(kSize), start));
  llvm::AllocaInst* entry = code.Variable(first);
  llvm::AllocaInst* all_stand = code.Variable(code.Bool(true));
  llvm::AllocaInst* depth = code.Variable(code.I32(0));
  code.While(
      [&] { return ir.CreateICmpNE(code.Get(entry), code.I64(kNoEntry)); },
      [&] {
        llvm::Value* literal = LiteralOf(code, tables, code.Get(entry));
        llvm::Value* size = LiteralSize(code, literal);
        llvm::Value* stands = code.Both(ir.CreateICmpULE(size, common), [&] {
          return compare_.HasExactBytes(code, tables, literal, place, size);
        });
        code.If(stands, [&] { CallFound(code, literal, start); });
        code.Set(all_stand, ir.CreateAnd(code.Get(all_stand), stands));
        code.Set(depth, ir.CreateAdd(code.Get(depth), code.I32(1)));
        llvm::Value* row = RowAt<LiteralEntry>(
            code, tables, offsetof(LiteralHeader, entries), code.Get(entry));
        code.Set(entry, code.Wide(code.Load(code.i32(), row,
                                            offsetof(LiteralEntry, parent))));
      });
  llvm::Value* is_slow =
      ir.CreateOr(ir.CreateICmpUGT(code.Get(depth), code.I32(kMaxPlainDepth)),
                  ir.CreateICmpUGT(common, code.I64(kMaxPlainBytes)));
  llvm::Value* is_worth_it = ir.CreateAnd(code.Get(all_stand), is_slow);
  code.If(ir.CreateAnd(is_worth_it, CanRemember(code)), [&] {
    ir.CreateAlignedStore(Remembered(code, first), MemoryOf(code, first),
                          llvm::Align(4));
  });
  code.ReturnVoid();
  return code.function();
}

// Leaves the last entry that is not above the bytes at `place` in `entry`, or
// the first.
void ConfirmLowering::Search(FunctionBuilder& code, llvm::AllocaInst* entry,
                             llvm::AllocaInst* end, llvm::Value* place,
                             llvm::Value* left) {
  llvm::IRBuilder<>& ir = code.ir();
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
            compare_.IsAbove(code, code.argument(kTables), middle, place, left);
        code.Set(entry, ir.CreateSelect(is_above, low, middle));
        code.Set(end, ir.CreateSelect(is_above, middle, high));
      });
}

// void literal_group(ptr group, i64 at, ...): the literals of a group whose
// window stands at `at`.
llvm::Function* ConfirmLowering::Group() {
  FunctionBuilder code = Function(
      "literal_group", llvm::PointerType::getUnqual(module_.getContext()));
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* tables = code.argument(kTables);
  llvm::Value* at = code.argument(kPlace);
  const auto field = [&](size_t offset) {
    return code.Wide(code.Load(code.i32(), code.argument(kFirst), offset));
  };
  llvm::Value* before = field(offsetof(LiteralGroup, before));
  ReturnIf(code, ir.CreateICmpULT(at, before));
  llvm::Value* start = ir.CreateSub(at, before);
  llvm::Value* left = ir.CreateSub(code.argument(kSize), start);
  llvm::Value* shortest = field(offsetof(LiteralGroup, shortest));
  ReturnIf(code, ir.CreateICmpULT(left, shortest));

  llvm::Value* place = code.At(code.argument(kData), start);
  constexpr size_t kEntries = offsetof(LiteralGroup, entries);
  llvm::AllocaInst* entry = code.Variable(field(kEntries));
  llvm::AllocaInst* end = code.Variable(field(sizeof(LiteralGroup) + kEntries));
  llvm::Value* is_one = ir.CreateICmpEQ(
      ir.CreateSub(code.Get(end), code.Get(entry)), code.I64(1));
  ReturnIf(code, code.Both(is_one, [&] {
    return compare_.EndsOtherwise(code, tables,
                                  LiteralOf(code, tables, code.Get(entry)),
                                  place, shortest);
  }));
  Search(code, entry, end, place, left);
  llvm::Value* last = code.Get(entry);
  ReturnIf(code, code.Both(CanRemember(code), [&] {
    return ir.CreateICmpEQ(code.Load(code.i32(), MemoryOf(code, last), 0),
                           Remembered(code, last));
  }));
  PassOn(code, report_, last, start);
  code.ReturnVoid();
  return code.function();
}

// The only literal of a group, at `row` of the table of literals.
void ConfirmLowering::LowerSingle(FunctionBuilder& code, llvm::Value* group,
                                  llvm::Value* row) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* tables = code.argument(kTables);
  llvm::Value* at = code.argument(kPlace);
  llvm::Value* literal = RowAt<LiteralRow>(
      code, tables, offsetof(LiteralHeader, rows), code.Wide(row));
  llvm::Value* settled =
      code.Load(code.i32(), literal, offsetof(LiteralRow, settled));
  llvm::Value* is_settled = code.Both(
      ir.CreateICmpNE(settled, code.I32(kNeverSettled)),
      [&] { return code.IsBitSet(code.argument(kContext), settled); });
  llvm::Value* before =
      code.Wide(code.Load(code.i32(), group, offsetof(LiteralGroup, before)));
  llvm::Value* size = LiteralSize(code, literal);
  llvm::Value* start = ir.CreateSub(at, before);
  llvm::Value* left = ir.CreateSub(code.argument(kSize), start);
  llvm::Value* fits =
      ir.CreateAnd(ir.CreateICmpUGE(at, before), ir.CreateICmpUGE(left, size));
  code.If(ir.CreateAnd(fits, ir.CreateNot(is_settled)), [&] {
    llvm::Value* place = code.At(code.argument(kData), start);
    llvm::Value* common = compare_.Common(code, tables, literal, place, left);
    llvm::Value* stands = code.Both(ir.CreateICmpEQ(common, size), [&] {
      return compare_.HasExactBytes(code, tables, literal, place, size);
    });
    code.If(stands, [&] { CallFound(code, literal, start); });
  });
}

llvm::Function* ConfirmLowering::Confirm() {
  FunctionBuilder code =
      Function(kConfirmName, llvm::Type::getInt64Ty(module_.getContext()));
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* window = code.argument(kFirst);
  llvm::Value* tables = code.argument(kTables);
  llvm::Value* shift =
      code.Load(code.i64(), tables, offsetof(LiteralHeader, bucket_shift));
  llvm::Value* number =
      ir.CreateLShr(ir.CreateMul(window, code.I64(kHashMultiplier)), shift);
  llvm::Value* bucket =
      RowAt<uint32_t>(code, tables, offsetof(LiteralHeader, buckets), number);
  const auto group_at = [&](size_t index) {
    llvm::Value* group =
        code.Wide(code.Load(code.i32(), bucket, index * sizeof(uint32_t)));
    return RowAt<LiteralGroup>(code, tables, offsetof(LiteralHeader, groups),
                               group);
  };
  llvm::AllocaInst* group = code.Variable(group_at(0));
  llvm::Value* end = group_at(1);
  code.While(
      [&] { return ir.CreateICmpNE(code.Get(group), end); },
      [&] {
        llvm::Value* here = code.Get(group);
        llvm::Value* its =
            code.Load(code.i64(), here, offsetof(LiteralGroup, window));
        code.If(ir.CreateICmpEQ(its, window), [&] {
          llvm::Value* single =
              code.Load(code.i32(), here, offsetof(LiteralGroup, single));
          llvm::Value* is_single = ir.CreateICmpNE(single, code.I32(kNoEntry));
          code.If(is_single, [&] { LowerSingle(code, here, single); });
          code.If(ir.CreateNot(is_single),
                  [&] { PassOn(code, group_, here, code.argument(kPlace)); });
        });
        code.Set(group, code.At(here, sizeof(LiteralGroup)));
      });
  code.ReturnVoid();
  return code.function();
}

// void literal_confirm(i64 window, i64 at, ...): the literals around a window,
// whose bytes are at the top of the word. Written when it is first asked for.
llvm::Function* ConfirmOf(llvm::Module& module) {
  if (llvm::Function* written = module.getFunction(kConfirmName)) {
    return written;
  }
  return ConfirmLowering(module).Lower();
}

}  // namespace

void LowerLookUp(FunctionBuilder& code, const LiteralScan& scan,
                 llvm::Value* word, llvm::Value* at) {
  llvm::IRBuilder<>& ir = code.ir();
  const uint32_t shift = 8 * (kMaxWindowBytes - scan.windows.window_bytes);
  if (scan.windows.folds) word = ir.CreateOr(word, EachByte(kFoldBit));
  llvm::Value* hash = ir.CreateMul(word, code.I64(kHashMultiplier << shift));
  llvm::Value* index = ir.CreateLShr(hash, 64 - (scan.tables.filter_bits - 5));
  llvm::Value* bits = code.Load(code.i32(),
                                code.At(code.At(scan.image, scan.tables.filter),
                                        ir.CreateShl(index, uint64_t{2})),
                                0);
  llvm::Value* bit = ir.CreateAnd(ir.CreateTrunc(word, code.i32()), 31);
  llvm::Value* is_set =
      ir.CreateTrunc(ir.CreateLShr(bits, bit), ir.getInt1Ty());
  code.IfSeldom(is_set, [&] {
    ir.CreateCall(
        ConfirmOf(*code.function()->getParent()),
        {ir.CreateShl(word, uint64_t{shift}), at, scan.image, code.argument(0),
         code.argument(1), code.argument(2), scan.found, scan.reported});
  });
}

llvm::Value* LowerLiteralMemory(FunctionBuilder& code,
                                const LiteralTables& tables) {
  llvm::IRBuilder<>& ir = code.ir();
  if (!tables.needs_memory) {
    return llvm::ConstantPointerNull::get(
        llvm::PointerType::getUnqual(ir.getContext()));
  }
  llvm::BasicBlock& entry = code.function()->getEntryBlock();
  llvm::AllocaInst* memory =
      llvm::IRBuilder<>(&entry, entry.begin())
          .CreateAlloca(llvm::ArrayType::get(code.i32(), kRememberedEntries));
  // Zeroed in wide words: a loop would cost a short value more than its scan.
  auto* word = llvm::FixedVectorType::get(code.i32(), 4);
  for (uint32_t i = 0; i < kRememberedEntries; i += word->getNumElements()) {
    ir.CreateAlignedStore(llvm::Constant::getNullValue(word),
                          code.At(memory, i * sizeof(uint32_t)),
                          llvm::Align(4));
  }
  return memory;
}

}  // namespace iotpf::codegen
