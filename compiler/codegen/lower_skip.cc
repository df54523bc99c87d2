// A byte is in a range when what is left of it after the lower end is taken
// away is not above the range's width: one subtraction and one comparison, for
// sixteen bytes at once.
//
//   value      ............................     size 28
//   vectors    [---- at ------]                  16 from `at` on
//                          [--------------]     the last 16, from its first
//                                                byte not seen yet
//
// Values of less than 16 bytes go by 8 in the same manner, and those of less
// than 8 byte by byte: nothing outside of a value is read.

#include "compiler/codegen/lower_skip.h"

#include "compiler/codegen/automaton_plan.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/state_tables.h"

#include <cstddef>
#include <cstdint>
#include <tuple>

namespace iotpf::codegen {
namespace {

constexpr unsigned kVectorBytes = SkipRow::kLanes;
constexpr unsigned kHalfBytes = 8;
static_assert(std::tuple_size_v<decltype(SkipRow::lows)> == kMaxSkipRanges);

class SkipLowering {
 public:
  explicit SkipLowering(FunctionBuilder& code) : code_(code) {}

  void Lower() {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* size = code_.argument(1);
    at_ = code_.Variable(code_.argument(2));
    code_.While([&] { return HasLeft(kVectorBytes); },
                [&] { LookFromHere(kVectorBytes); });
    code_.If(ir.CreateICmpUGE(size, code_.I64(kVectorBytes)),
             [&] { LookAtLast(kVectorBytes); });
    code_.If(ir.CreateICmpUGE(size, code_.I64(kHalfBytes)), [&] {
      code_.If(HasLeft(kHalfBytes), [&] { LookFromHere(kHalfBytes); });
      LookAtLast(kHalfBytes);
    });
    code_.While([&] { return HasLeft(1); },
                [&] {
                  llvm::Value* byte = code_.Load(
                      code_.i8(), code_.At(code_.argument(0), Here()), 0);
                  code_.ReturnIf(Leaves(byte), Here());
                  Pass(1);
                });
    code_.Return(size);
  }

 private:
  llvm::Value* Here() { return code_.Get(at_); }
  void Pass(uint64_t bytes) {
    code_.Set(at_, code_.ir().CreateAdd(Here(), code_.I64(bytes)));
  }
  llvm::Value* HasLeft(uint64_t bytes) {
    return code_.ir().CreateICmpUGE(
        code_.ir().CreateSub(code_.argument(1), Here()), code_.I64(bytes));
  }

  // Of a vector of bytes, or of one: which of them end the run.
  llvm::Value* Leaves(llvm::Value* bytes) {
    llvm::IRBuilder<>& ir = code_.ir();
    const auto lanes = [&](size_t offset) {
      return code_.Load(bytes->getType(), code_.argument(3), offset);
    };
    llvm::Value* any = nullptr;
    for (size_t i = 0; i < kMaxSkipRanges; ++i) {
      llvm::Value* low = lanes(offsetof(SkipRow, lows) + i * SkipRow::kLanes);
      llvm::Value* width =
          lanes(offsetof(SkipRow, widths) + i * SkipRow::kLanes);
      llvm::Value* in = ir.CreateICmpULE(ir.CreateSub(bytes, low), width);
      any = any == nullptr ? in : ir.CreateOr(any, in);
    }
    llvm::Value* stays = lanes(offsetof(SkipRow, stays));
    llvm::Value* zero = llvm::Constant::getNullValue(bytes->getType());
    return ir.CreateXor(any, ir.CreateICmpNE(stays, zero));
  }

  // A bit for each of the `count` bytes at `place`: set where it leaves.
  llvm::Value* LeavingBits(llvm::Value* place, unsigned count) {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Type* vector = llvm::FixedVectorType::get(code_.i8(), count);
    llvm::Value* bytes =
        code_.Load(vector, code_.At(code_.argument(0), place), 0);
    return code_.Wide(ir.CreateBitCast(Leaves(bytes), ir.getIntNTy(count)));
  }
  void ReturnFirst(llvm::Value* place, llvm::Value* bits) {
    llvm::IRBuilder<>& ir = code_.ir();
    code_.If(ir.CreateICmpNE(bits, code_.I64(0)), [&] {
      llvm::Value* first = ir.CreateBinaryIntrinsic(llvm::Intrinsic::cttz, bits,
                                                    code_.Bool(true));
      code_.Return(ir.CreateAdd(place, first));
    });
  }
  void LookFromHere(unsigned count) {
    ReturnFirst(Here(), LeavingBits(Here(), count));
    Pass(count);
  }
  // The last `count` bytes of the value, but for those before `at`, which are
  // fewer.
  void LookAtLast(unsigned count) {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* last = ir.CreateSub(code_.argument(1), code_.I64(count));
    llvm::Value* seen = ir.CreateSub(Here(), last);
    ReturnFirst(Here(), ir.CreateLShr(LeavingBits(last, count), seen));
    code_.Return(code_.argument(1));
  }

  FunctionBuilder& code_;
  llvm::AllocaInst* at_ = nullptr;
};

}  // namespace

llvm::Function* LowerSkip(llvm::Module& module) {
  if (llvm::Function* known = module.getFunction("skip_run")) return known;
  llvm::Type* pointer = llvm::PointerType::getUnqual(module.getContext());
  llvm::Type* number = llvm::Type::getInt64Ty(module.getContext());
  FunctionBuilder code(module, "skip_run", number,
                       {pointer, number, number, pointer});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  SkipLowering(code).Lower();
  return code.function();
}

}  // namespace iotpf::codegen
