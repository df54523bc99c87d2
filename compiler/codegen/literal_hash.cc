// Any number of literals, a few places at a time.
//
// At every few places of the value a word is loaded, hashed and looked up in a
// table of bits (literal_plan.h, literal_tables.h): a load, a multiplication, a
// load and a branch that is hardly ever taken. That is the same work for ten
// literals and for ten thousand, and where all literals are long, one look
// serves eight bytes.
//
//   places    0   4   8   12
//   value     G E T   / a p i / v 2 / d
//             [4 or 5 bytes]
//                     [4 or 5 bytes]
//
// Words are loaded inside of the value alone: the last ones are parts of the
// word that ends with it.

#include "compiler/codegen/literal_hash.h"

#include "compiler/codegen/literal_confirm.h"
#include "compiler/codegen/lower_bytes.h"

#include <llvm/IR/Constants.h>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kWordBytes = 8;
// Places that are looked at between two tests for the end.
constexpr uint32_t kPlacesATurn = 4;

enum : unsigned { kData, kSize };

class HashScanLowering {
 public:
  HashScanLowering(FunctionBuilder& code, const LiteralScan& scan)
      : code_(code), plan_(scan.windows), scan_(scan) {}

  void Lower();

 private:
  llvm::Value* Data() { return code_.argument(kData); }
  llvm::Value* Size() { return code_.argument(kSize); }
  // `at` + `bytes` is not behind the end.
  llvm::Value* HasBytes(llvm::Value* at, uint64_t bytes) {
    return code_.ir().CreateICmpULE(code_.ir().CreateAdd(at, code_.I64(bytes)),
                                    Size());
  }
  void LookAtLast(llvm::AllocaInst* at, llvm::Value* word, llvm::Value* first);
  llvm::Value* ShortWord();

  FunctionBuilder& code_;
  const HashPlan& plan_;
  LiteralScan scan_;
};

// All places that are left, in the bytes of `word`, which begins `first` bytes
// into the value and ends with it.
void HashScanLowering::LookAtLast(llvm::AllocaInst* at, llvm::Value* word,
                                  llvm::Value* first) {
  llvm::IRBuilder<>& ir = code_.ir();
  code_.While([&] { return HasBytes(code_.Get(at), plan_.window_bytes); },
              [&] {
                llvm::Value* here = code_.Get(at);
                llvm::Value* skipped = ir.CreateSub(here, first);
                LowerLookUp(code_, scan_,
                            ir.CreateLShr(word, ir.CreateShl(skipped, 3)),
                            here);
                code_.Set(at, ir.CreateAdd(here, code_.I64(plan_.stride)));
              });
}

// A value of less than eight bytes as a word.
llvm::Value* HashScanLowering::ShortWord() {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::AllocaInst* word = code_.Variable(code_.I64(0));
  llvm::AllocaInst* left = code_.Variable(Size());
  code_.While(
      [&] { return ir.CreateICmpNE(code_.Get(left), code_.I64(0)); },
      [&] {
        llvm::Value* next = ir.CreateSub(code_.Get(left), code_.I64(1));
        llvm::Value* byte =
            code_.Wide(code_.Load(code_.i8(), code_.At(Data(), next), 0));
        code_.Set(word, ir.CreateOr(ir.CreateShl(code_.Get(word), 8), byte));
        code_.Set(left, next);
      });
  return code_.Get(word);
}

void HashScanLowering::Lower() {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::AllocaInst* at = code_.Variable(code_.I64(0));
  const auto step = [&](uint32_t places) {
    for (uint32_t i = 0; i < places; ++i) {
      llvm::Value* here =
          ir.CreateAdd(code_.Get(at), code_.I64(i * plan_.stride));
      LowerLookUp(code_, scan_,
                  code_.Load(code_.i64(), code_.At(Data(), here), 0), here);
    }
    code_.Set(at, ir.CreateAdd(code_.Get(at),
                               code_.I64(uint64_t{places} * plan_.stride)));
  };
  code_.If(ir.CreateICmpULT(Size(), code_.I64(plan_.shortest)),
           [&] { code_.ReturnVoid(); });
  scan_.reported = LowerLiteralMemory(code_, scan_.tables);
  if (plan_.shortest < kWordBytes) {
    code_.If(ir.CreateICmpULT(Size(), code_.I64(kWordBytes)), [&] {
      LookAtLast(at, ShortWord(), code_.I64(0));
      code_.ReturnVoid();
    });
  }
  const uint32_t turn = (kPlacesATurn - 1) * plan_.stride + kWordBytes;
  code_.While([&] { return HasBytes(code_.Get(at), turn); },
              [&] { step(kPlacesATurn); });
  code_.While([&] { return HasBytes(code_.Get(at), kWordBytes); },
              [&] { step(1); });
  llvm::Value* first = ir.CreateSub(Size(), code_.I64(kWordBytes));
  LookAtLast(at, code_.Load(code_.i64(), code_.At(Data(), first), 0), first);
}

}  // namespace

void LowerHashScan(FunctionBuilder& code, const LiteralScan& scan) {
  HashScanLowering(code, scan).Lower();
}

}  // namespace iotpf::codegen
