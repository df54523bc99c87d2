// Tens of literals, a vector of places at a time.
//
// For each byte of a window, two table lookups give the buckets whose windows
// may have that byte: by its lower half and by its upper half. Where the
// answers for all bytes of a window have a bucket in common, the place is a
// candidate, and its window is looked up like those of the hashed scan. The
// scheme is known as Teddy (Hyperscan, NSDI 2019, section 4.2).
//
//   place        0 1 2 3 4 5 ...      the value from 0, 1 and 2 on: a load
//   each, byte 0       h o s t = i          so that a lane has all of its
//   window byte 1       o s t = i o byte 2       s t = i o t
//
// Two vectors of places share a test. The last vector of a value overlaps the
// one before it, so that nothing behind the value is read.

#include "compiler/codegen/literal_vectors.h"

#include "compiler/codegen/literal_confirm.h"
#include "compiler/codegen/literal_tables.h"
#include "compiler/codegen/lower_bytes.h"

#include <algorithm>

#include <llvm/IR/IntrinsicsAArch64.h>
#include <llvm/IR/IntrinsicsX86.h>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kWordBytes = 8;
constexpr uint32_t kVectorsATurn = 2;
constexpr uint32_t kVectorsALongTurn = 4;
constexpr uint32_t kTableBytes = 16;
constexpr uint32_t kLineBytes = 64;
constexpr uint32_t kPrefetchedBytes = 1024;

class VectorScanLowering {
 public:
  VectorScanLowering(FunctionBuilder& code, const VectorPlan& plan,
                     VectorWidth vectors, const LiteralScan& scan)
      : code_(code),
        plan_(plan),
        is_avx2_(vectors == VectorWidth::Avx2),
        lanes_(is_avx2_ ? 32 : 16),
        scan_(scan),
        vector_(llvm::FixedVectorType::get(code.i8(), lanes_)) {}

  void Lower();

 private:
  llvm::Value* Table(const std::array<uint8_t, kTableBytes>& bytes);
  llvm::Value* Lookup(llvm::Value* table, llvm::Value* halves);
  llvm::Value* Splat(uint8_t byte) {
    return code_.ir().CreateVectorSplat(lanes_, code_.I8(byte));
  }
  llvm::Value* BytesAt(llvm::Value* at, uint32_t place) {
    return code_.Load(vector_, code_.At(code_.argument(0), at), place);
  }
  // Each of the places from `at` on: zero where it is no candidate.
  llvm::Value* Candidates(llvm::Value* at) {
    return plan_.compared.empty() ? Buckets(at) : Equal(at);
  }
  llvm::Value* Buckets(llvm::Value* at);
  llvm::Value* Equal(llvm::Value* at);
  llvm::Value* IsAny(llvm::Value* candidates);
  void Scan(llvm::Value* here, uint32_t vectors);
  llvm::Value* MaskOf(llvm::Value* candidates);
  void ConfirmEach(llvm::Value* at, llvm::Value* mask);
  void ConfirmAt(llvm::Value* at);
  void LowerPrefetch();

  FunctionBuilder& code_;
  const VectorPlan& plan_;
  bool is_avx2_;
  uint32_t lanes_;
  LiteralScan scan_;
  llvm::FixedVectorType* vector_;
};

// The sixteen bytes in each half of a vector.
llvm::Value* VectorScanLowering::Table(
    const std::array<uint8_t, kTableBytes>& bytes) {
  std::vector<llvm::Constant*> lanes;
  for (uint32_t i = 0; i < lanes_; ++i) {
    lanes.push_back(code_.ir().getInt8(bytes[i % kTableBytes]));
  }
  return llvm::ConstantVector::get(lanes);
}

llvm::Value* VectorScanLowering::Lookup(llvm::Value* table,
                                        llvm::Value* halves) {
  if (is_avx2_) {
    return code_.ir().CreateIntrinsic(llvm::Intrinsic::x86_avx2_pshuf_b, {},
                                      {table, halves});
  }
  return code_.ir().CreateIntrinsic(llvm::Intrinsic::aarch64_neon_tbl1,
                                    {vector_}, {table, halves});
}

llvm::Value* VectorScanLowering::Buckets(llvm::Value* at) {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::Value* buckets = nullptr;
  for (uint32_t k = 0; k < plan_.bytes.size(); ++k) {
    llvm::Value* bytes = BytesAt(at, k);
    // AVX2 takes four bits of a byte by itself and answers no bucket for bytes
    // above 127, which is right where no window has one.
    const bool keeps_low = is_avx2_ && plan_.is_ascii;
    llvm::Value* low = keeps_low ? bytes : ir.CreateAnd(bytes, Splat(15));
    llvm::Value* high = ir.CreateLShr(bytes, Splat(4));
    llvm::Value* both = ir.CreateAnd(Lookup(Table(plan_.bytes[k].low), low),
                                     Lookup(Table(plan_.bytes[k].high), high));
    buckets = buckets == nullptr ? both : ir.CreateAnd(buckets, both);
  }
  return buckets;
}

llvm::Value* VectorScanLowering::Equal(llvm::Value* at) {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::Value* any = nullptr;
  for (const std::vector<ComparedByte>& literal : plan_.compared) {
    llvm::Value* all = nullptr;
    for (const ComparedByte& compared : literal) {
      llvm::Value* bytes = BytesAt(at, compared.place);
      if (compared.folds) bytes = ir.CreateOr(bytes, Splat(kFoldBit));
      llvm::Value* equal = ir.CreateICmpEQ(bytes, Splat(compared.byte));
      all = all == nullptr ? equal : ir.CreateAnd(all, equal);
    }
    any = any == nullptr ? all : ir.CreateOr(any, all);
  }
  return ir.CreateSExt(any, vector_);
}

llvm::Value* VectorScanLowering::IsAny(llvm::Value* candidates) {
  llvm::Type* bits = code_.ir().getIntNTy(8 * lanes_);
  return code_.ir().CreateICmpNE(code_.ir().CreateBitCast(candidates, bits),
                                 llvm::ConstantInt::get(bits, 0));
}

// Looks the window at a candidate up. Its word is inside of the value, which
// is long, but may begin before the window.
void VectorScanLowering::ConfirmAt(llvm::Value* at) {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::Value* data = code_.argument(0);
  llvm::Value* size = code_.argument(1);
  llvm::Value* first = ir.CreateBinaryIntrinsic(
      llvm::Intrinsic::umin, at, ir.CreateSub(size, code_.I64(kWordBytes)));
  llvm::Value* skipped = ir.CreateShl(ir.CreateSub(at, first), 3);
  llvm::Value* word =
      ir.CreateLShr(code_.Load(code_.i64(), code_.At(data, first), 0), skipped);
  LowerLookUp(code_, scan_, word, at);
}

// A bit for each place, set where it is a candidate.
llvm::Value* VectorScanLowering::MaskOf(llvm::Value* candidates) {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::Value* lanes =
      ir.CreateICmpNE(candidates, llvm::Constant::getNullValue(vector_));
  return code_.Wide(ir.CreateBitCast(lanes, ir.getIntNTy(lanes_)));
}

void VectorScanLowering::ConfirmEach(llvm::Value* at, llvm::Value* mask) {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::AllocaInst* left = code_.Variable(mask);
  code_.While([&] { return ir.CreateICmpNE(code_.Get(left), code_.I64(0)); },
              [&] {
                llvm::Value* bits = code_.Get(left);
                llvm::Value* lane = ir.CreateBinaryIntrinsic(
                    llvm::Intrinsic::cttz, bits, code_.Bool(true));
                code_.Set(left,
                          ir.CreateAnd(bits, ir.CreateSub(bits, code_.I64(1))));
                ConfirmAt(ir.CreateAdd(at, lane));
              });
}

// The places from `here` on, as many as there are lanes in `vectors` vectors.
void VectorScanLowering::Scan(llvm::Value* here, uint32_t vectors) {
  llvm::IRBuilder<>& ir = code_.ir();
  std::vector<llvm::Value*> places;
  std::vector<llvm::Value*> candidates;
  llvm::Value* any = nullptr;
  for (uint32_t i = 0; i < vectors; ++i) {
    places.push_back(ir.CreateAdd(here, code_.I64(uint64_t{i} * lanes_)));
    candidates.push_back(Candidates(places[i]));
    any = any == nullptr ? candidates[i] : ir.CreateOr(any, candidates[i]);
  }
  code_.IfSeldom(IsAny(any), [&] {
    // As many vectors at once as a word has bits for.
    const uint32_t together = 64 / lanes_;
    for (uint32_t first = 0; first < vectors; first += together) {
      llvm::Value* mask = code_.I64(0);
      for (uint32_t i = first; i < std::min(vectors, first + together); ++i) {
        llvm::Value* bits = MaskOf(candidates[i]);
        mask = ir.CreateOr(mask, ir.CreateShl(bits, (i - first) * lanes_));
      }
      ConfirmEach(places[first], mask);
    }
  });
}

// The first lines of a value are asked for at once; the hardware sees the row
// that they stand in only after it has missed a few.
void VectorScanLowering::LowerPrefetch() {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::Value* end = ir.CreateBinaryIntrinsic(
      llvm::Intrinsic::umin, code_.argument(1), code_.I64(kPrefetchedBytes));
  llvm::AllocaInst* at = code_.Variable(code_.I64(kLineBytes));
  code_.While([&] { return ir.CreateICmpULT(code_.Get(at), end); },
              [&] {
                ir.CreateIntrinsic(llvm::Intrinsic::prefetch, {ir.getPtrTy()},
                                   {code_.At(code_.argument(0), code_.Get(at)),
                                    code_.I32(0), code_.I32(3), code_.I32(1)});
                code_.Set(at,
                          ir.CreateAdd(code_.Get(at), code_.I64(kLineBytes)));
              });
}

void VectorScanLowering::Lower() {
  llvm::IRBuilder<>& ir = code_.ir();
  llvm::Value* size = code_.argument(1);
  const uint32_t behind = plan_.windows.window_bytes - 1;
  scan_.reported = LowerLiteralMemory(code_, scan_.tables);
  LowerPrefetch();
  llvm::AllocaInst* at = code_.Variable(code_.I64(0));
  const auto scan_while = [&](uint32_t vectors, const auto& condition) {
    code_.While(condition, [&] {
      Scan(code_.Get(at), vectors);
      code_.Set(at, ir.CreateAdd(code_.Get(at),
                                 code_.I64(uint64_t{vectors} * lanes_)));
    });
  };
  if (!plan_.compared.empty()) {
    // So little to do for a vector that the test would be half of it.
    scan_while(kVectorsALongTurn, [&] {
      llvm::Value* end = ir.CreateAdd(
          code_.Get(at), code_.I64(kVectorsALongTurn * lanes_ + behind));
      return ir.CreateICmpULE(end, size);
    });
  }
  llvm::Value* last =
      ir.CreateSub(size, code_.I64(kVectorsATurn * lanes_ + behind));
  scan_while(kVectorsATurn,
             [&] { return ir.CreateICmpULT(code_.Get(at), last); });
  Scan(last, kVectorsATurn);
}

}  // namespace

void LowerVectorScan(FunctionBuilder& code, const VectorPlan& plan,
                     VectorWidth vectors, const LiteralScan& scan) {
  VectorScanLowering(code, plan, vectors, scan).Lower();
}

}  // namespace iotpf::codegen
