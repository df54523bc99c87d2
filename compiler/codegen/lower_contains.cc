// Two bytes of the text, the rarest of a window, are compared at many places at
// once; where both stand, the text is compared as a whole. The last vector
// overlaps the one before it, and values with fewer places than a vector has
// lanes are looked at place by place.
//
// What many texts share, tables and a hash, one text does not need.

#include "compiler/codegen/lower_contains.h"

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_vector_plan.h"
#include "compiler/codegen/lower_bytes.h"

#include <span>

namespace iotpf::codegen {
namespace {

class ContainsLowering {
 public:
  ContainsLowering(const LoweringContext& context, std::string_view name,
                   const ir::Constant& constant)
      : constant_(constant),
        lanes_(context.vectors == VectorWidth::Avx2 ? 32 : 16),
        code_(context.module, name,
              llvm::Type::getInt1Ty(context.module.getContext()),
              {llvm::PointerType::getUnqual(context.module.getContext()),
               llvm::Type::getInt64Ty(context.module.getContext())}) {
    const ScanLiteral literal = {constant.bytes,
                                 (constant.flags & IOTPF_CONSTANT_NOCASE) != 0};
    const VectorPlan plan = PlanVectors(std::span(&literal, 1));
    compared_ = plan.compared[0];
    for (ComparedByte& byte : compared_) byte.place += plan.windows.windows[0];
  }

  llvm::Function* Lower() {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* size = code_.argument(1);
    llvm::Value* length = code_.I64(constant_.bytes.size());
    code_.ReturnIf(ir.CreateICmpULT(size, length), code_.Bool(false));
    llvm::Value* last = ir.CreateSub(size, length);  // place
    llvm::AllocaInst* at = code_.Variable(code_.I64(0));
    code_.If(ir.CreateICmpUGE(last, code_.I64(lanes_ - 1)), [&] {
      llvm::Value* end = ir.CreateSub(last, code_.I64(lanes_ - 1));
      code_.While([&] { return ir.CreateICmpULT(code_.Get(at), end); },
                  [&] {
                    ReturnIfAmong(code_.Get(at));
                    code_.Set(at,
                              ir.CreateAdd(code_.Get(at), code_.I64(lanes_)));
                  });
      ReturnIfAmong(end);
      code_.Return(code_.Bool(false));
    });
    code_.While([&] { return ir.CreateICmpULE(code_.Get(at), last); },
                [&] {
                  ReturnIfAt(code_.Get(at));
                  code_.Set(at, ir.CreateAdd(code_.Get(at), code_.I64(1)));
                });
    code_.Return(code_.Bool(false));
    return code_.function();
  }

 private:
  void ReturnIfAt(llvm::Value* at) {
    llvm::Value* place = code_.At(code_.argument(0), at);
    code_.ReturnIf(LowerStandsAt(code_, place, constant_), code_.Bool(true));
  }

  // The places from `at` on, one for each lane.
  void ReturnIfAmong(llvm::Value* at) {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Type* vector = llvm::FixedVectorType::get(code_.i8(), lanes_);
    const auto splat = [&](uint8_t byte) {
      return ir.CreateVectorSplat(lanes_, code_.I8(byte));
    };
    llvm::Value* all = nullptr;
    for (const ComparedByte& compared : compared_) {
      llvm::Value* bytes =
          code_.Load(vector, code_.At(code_.argument(0), at), compared.place);
      if (compared.folds) bytes = ir.CreateOr(bytes, splat(kFoldBit));
      llvm::Value* equal = ir.CreateICmpEQ(bytes, splat(compared.byte));
      all = all == nullptr ? equal : ir.CreateAnd(all, equal);
    }
    llvm::AllocaInst* left =
        code_.Variable(code_.Wide(ir.CreateBitCast(all, ir.getIntNTy(lanes_))));
    code_.While(
        [&] { return ir.CreateICmpNE(code_.Get(left), code_.I64(0)); },
        [&] {
          llvm::Value* bits = code_.Get(left);
          llvm::Value* lane = ir.CreateBinaryIntrinsic(llvm::Intrinsic::cttz,
                                                       bits, code_.Bool(true));
          code_.Set(left, ir.CreateAnd(bits, ir.CreateSub(bits, code_.I64(1))));
          ReturnIfAt(ir.CreateAdd(at, lane));
        });
  }

  const ir::Constant& constant_;
  uint32_t lanes_;
  FunctionBuilder code_;
  std::vector<ComparedByte> compared_;
};

}  // namespace

llvm::Function* LowerContains(const LoweringContext& context,
                              std::string_view name,
                              const ir::Constant& constant) {
  return ContainsLowering(context, name, constant).Lower();
}

}  // namespace iotpf::codegen
