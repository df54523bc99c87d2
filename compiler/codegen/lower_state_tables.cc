// A step is two loads: the class of the byte, and the entry of the state's row.
// One comparison of the entry finds all that is not plain: the dead state and
// stops. Bytes of a stop are compared as one word; near the end of a value that
// is the value's last eight bytes, shifted, so that nothing behind is read.

#include "compiler/codegen/lower_state_tables.h"

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_skip.h"
#include "compiler/codegen/state_tables.h"

#include <cstddef>
#include <cstdint>

namespace iotpf::codegen {
namespace {

constexpr uint64_t kWordBytes = 8;

class RunStatesLowering {
 public:
  RunStatesLowering(FunctionBuilder& code, bool is_narrow)
      : code_(code),
        ir_(code.ir()),
        is_narrow_(is_narrow),
        tables_(code.argument(0)),
        data_(code.argument(3)),
        size_(code.argument(4)) {}

  void Lower() {
    next_ = Part(offsetof(StateTablesHeader, next));
    first_stop_ = Member(offsetof(StateTablesHeader, first_stop));
    last_row_ = ir_.CreateSub(first_stop_, code_.I32(1));
    entry_ = code_.Variable(code_.argument(1));
    at_ = code_.Variable(code_.argument(2));
    code_.While([&] { return code_.Bool(true); },
                [&] {
                  LowerRows();
                  code_.If(ir_.CreateICmpEQ(code_.Get(entry_), code_.I32(0)),
                           [&] { code_.ReturnVoid(); });
                  LowerStop();
                });
    ir_.CreateUnreachable();
  }

 private:
  llvm::Value* Member(size_t offset) {
    return code_.Load(code_.i32(), tables_, offset);
  }
  llvm::Value* Part(size_t offset) {
    return code_.At(tables_, code_.Wide(Member(offset)));
  }
  llvm::Value* Left() { return ir_.CreateSub(size_, code_.Get(at_)); }

  void LowerRows();
  void LowerStop();
  void LowerChain(llvm::Value* stop, llvm::Value* length);
  void Report(llvm::Value* list);
  llvm::Value* WordHere();

  FunctionBuilder& code_;
  llvm::IRBuilder<>& ir_;
  bool is_narrow_;
  llvm::Value* tables_;
  llvm::Value* data_;
  llvm::Value* size_;
  llvm::Value* next_ = nullptr;
  llvm::Value* first_stop_ = nullptr;
  llvm::Value* last_row_ = nullptr;  // less one: entries below are rows
  llvm::AllocaInst* entry_ = nullptr;
  llvm::AllocaInst* at_ = nullptr;
};

// Takes bytes to entries for as long as they are rows.
void RunStatesLowering::LowerRows() {
  const auto is_row = [&] {
    return ir_.CreateICmpULT(ir_.CreateSub(code_.Get(entry_), code_.I32(1)),
                             last_row_);
  };
  llvm::Type* type = is_narrow_ ? code_.i16() : code_.i32();
  code_.While(is_row, [&] {
    llvm::Value* at = code_.Get(at_);
    code_.If(ir_.CreateICmpEQ(at, size_), [&] {
      llvm::Value* row = ir_.CreateUDiv(
          code_.Get(entry_), Member(offsetof(StateTablesHeader, class_count)));
      llvm::Value* place = ir_.CreateShl(code_.Wide(row), 2);
      Report(code_.Load(
          code_.i32(),
          code_.At(Part(offsetof(StateTablesHeader, at_end)), place), 0));
      code_.ReturnVoid();
    });
    llvm::Value* byte =
        code_.Wide(code_.Load(code_.i8(), code_.At(data_, at), 0));
    llvm::Value* column = code_.Load(code_.i8(), code_.At(tables_, byte),
                                     offsetof(StateTablesHeader, classes));
    llvm::Value* place =
        ir_.CreateAdd(code_.Wide(code_.Get(entry_)), code_.Wide(column));
    llvm::Value* next = code_.Load(
        type, code_.At(next_, ir_.CreateShl(place, is_narrow_ ? 1 : 2)), 0);
    code_.Set(entry_, ir_.CreateZExt(next, code_.i32()));
    code_.Set(at_, ir_.CreateAdd(at, code_.I64(1)));
  });
}

void RunStatesLowering::Report(llvm::Value* list) {
  llvm::Value* begins = code_.At(Part(offsetof(StateTablesHeader, list_begins)),
                                 ir_.CreateShl(code_.Wide(list), 2));
  llvm::Value* masks = Part(offsetof(StateTablesHeader, masks));
  code_.ForEach(
      code_.Load(code_.i32(), begins, 0),
      code_.Load(code_.i32(), begins, sizeof(uint32_t)),
      [&](llvm::Value* index) {
        llvm::Value* listed = code_.At(
            masks,
            ir_.CreateMul(code_.Wide(index), code_.I64(sizeof(ListedMask))));
        llvm::Value* word =
            code_.Load(code_.i64(), listed, offsetof(ListedMask, word));
        llvm::Value* mask =
            code_.Load(code_.i64(), listed, offsetof(ListedMask, mask));
        llvm::Value* place =
            code_.At(code_.argument(5), ir_.CreateShl(word, 3));
        code_.Store(ir_.CreateOr(code_.Load(code_.i64(), place, 0), mask),
                    place, 0);
      });
}

// Eight bytes from `at` on; those behind the value are zero.
llvm::Value* RunStatesLowering::WordHere() {
  llvm::AllocaInst* word = code_.Variable(code_.I64(0));
  llvm::Value* is_long = ir_.CreateICmpUGE(size_, code_.I64(kWordBytes));
  code_.If(is_long, [&] {
    llvm::Value* behind = ir_.CreateBinaryIntrinsic(
        llvm::Intrinsic::usub_sat, code_.I64(kWordBytes), Left());
    llvm::Value* place = code_.At(data_, ir_.CreateSub(code_.Get(at_), behind));
    code_.Set(word, ir_.CreateLShr(code_.Load(code_.i64(), place, 0),
                                   ir_.CreateShl(behind, 3)));
  });
  code_.If(ir_.CreateNot(is_long), [&] {
    llvm::AllocaInst* end = code_.Variable(size_);
    code_.While(
        [&] { return ir_.CreateICmpNE(code_.Get(end), code_.Get(at_)); },
        [&] {
          llvm::Value* last = ir_.CreateSub(code_.Get(end), code_.I64(1));
          llvm::Value* byte =
              code_.Wide(code_.Load(code_.i8(), code_.At(data_, last), 0));
          code_.Set(word,
                    ir_.CreateOr(ir_.CreateShl(code_.Get(word), 8), byte));
          code_.Set(end, last);
        });
  });
  return code_.Get(word);
}

void RunStatesLowering::LowerChain(llvm::Value* stop, llvm::Value* length) {
  code_.If(ir_.CreateICmpULT(Left(), length), [&] { code_.ReturnVoid(); });
  llvm::Value* differs = ir_.CreateICmpNE(
      ir_.CreateAnd(WordHere(),
                    code_.Load(code_.i64(), stop, offsetof(StopRow, mask))),
      code_.Load(code_.i64(), stop, offsetof(StopRow, bytes)));
  code_.If(differs, [&] { code_.ReturnVoid(); });
  code_.Set(at_, ir_.CreateAdd(code_.Get(at_), length));
}

void RunStatesLowering::LowerStop() {
  llvm::Value* number = ir_.CreateSub(code_.Get(entry_), first_stop_);
  llvm::Value* stop =
      code_.At(Part(offsetof(StateTablesHeader, stops)),
               ir_.CreateMul(code_.Wide(number), code_.I64(sizeof(StopRow))));
  const auto column = [&](size_t offset) {
    return code_.Load(code_.i32(), stop, offset);
  };
  llvm::Value* list = column(offsetof(StopRow, certain));
  code_.If(ir_.CreateICmpNE(list, code_.I32(0)), [&] { Report(list); });
  llvm::Value* length = code_.Wide(column(offsetof(StopRow, length)));
  code_.If(ir_.CreateICmpNE(length, code_.I64(0)),
           [&] { LowerChain(stop, length); });
  llvm::Value* skip = code_.Wide(column(offsetof(StopRow, skip)));
  code_.If(ir_.CreateICmpNE(skip, code_.I64(0)), [&] {
    code_.Set(at_, ir_.CreateCall(LowerSkip(*code_.function()->getParent()),
                                  {data_, size_, code_.Get(at_),
                                   code_.At(tables_, skip)}));
  });
  code_.Set(entry_, column(offsetof(StopRow, then)));
}

}  // namespace

llvm::Function* LowerRunStates(llvm::Module& module, bool is_narrow) {
  const char* name = is_narrow ? "run_states_16" : "run_states_32";
  if (llvm::Function* known = module.getFunction(name)) return known;
  llvm::LLVMContext& llvm = module.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(llvm);
  llvm::Type* number = llvm::Type::getInt64Ty(llvm);
  FunctionBuilder code(module, name, llvm::Type::getVoidTy(llvm),
                       {pointer, llvm::Type::getInt32Ty(llvm), number, pointer,
                        number, pointer});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  RunStatesLowering(code, is_narrow).Lower();
  return code.function();
}

}  // namespace iotpf::codegen
