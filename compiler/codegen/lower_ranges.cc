// A binary search for the segment that the number is in, without a branch; then
// the lists of bits on its way up, mostly one or none.
//
// The number of segments is known, so the steps of the search are written out:
// ten for a thousand. Addresses of 16 bytes are numbers of 128 bits; all others
// have 64.

#include "compiler/codegen/lower_ranges.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/range_table.h"

#include <fmt/format.h>

#include <bit>
#include <cstddef>
#include <vector>

namespace iotpf::codegen {
namespace {

// Rows of the table of nodes, in words of 32 bits.
enum NodeColumn : uint32_t { kFirstBit, kEndBit, kAbove, kNodeColumns };

class RangesLowering {
 public:
  RangesLowering(const LoweringContext& context, std::string_view name,
                 const RangeTests& tests)
      : context_(context),
        name_(name),
        address_bytes_(tests.address_bytes),
        is_wide_(tests.address_bytes > sizeof(uint64_t)),
        table_(BuildRangeTable(tests.ranges)),
        code_(FunctionBuilder::OfValue(context.module, name)) {}

  llvm::Function* Lower() {
    llvm::IRBuilder<>& ir = code_.ir();
    if (address_bytes_ == 0) {
      SetBits(Segment(ir.CreateXor(code_.argument(1), code_.I64(kSignBit))));
    } else {
      llvm::Value* fits =
          ir.CreateICmpEQ(code_.argument(1), code_.I64(address_bytes_));
      code_.If(fits, [&] { SetBits(Segment(Address())); });
    }
    code_.ReturnVoid();
    return code_.function();
  }

 private:
  llvm::GlobalVariable* Table(std::string_view part,
                              const std::vector<uint32_t>& numbers) {
    return ConstantTable(context_.module, fmt::format("{}_{}", name_, part),
                         numbers);
  }

  // Bytes `first` to `end` of the value as a number, 8 at most.
  llvm::Value* Part(uint64_t first, uint64_t end) {
    llvm::IRBuilder<>& ir = code_.ir();
    const bool is_little_endian =
        context_.module.getDataLayout().isLittleEndian();
    llvm::Value* number = code_.I64(0);
    while (first < end) {
      const uint64_t width = std::bit_floor(end - first);
      llvm::Type* type = ir.getIntNTy(static_cast<unsigned>(8 * width));
      llvm::Value* piece = code_.Load(type, code_.argument(0), first);
      if (is_little_endian && width > 1) {
        piece = ir.CreateUnaryIntrinsic(llvm::Intrinsic::bswap, piece);
      }
      piece = code_.Wide(piece);
      number = width == sizeof(uint64_t)
                   ? piece
                   : ir.CreateOr(ir.CreateShl(number, 8 * width), piece);
      first += width;
    }
    return number;
  }

  llvm::Value* Address() {
    if (!is_wide_) return Part(0, address_bytes_);
    const uint64_t low = address_bytes_ - sizeof(uint64_t);
    return Joined(Part(0, low), Part(low, address_bytes_));
  }
  llvm::Value* Joined(llvm::Value* high, llvm::Value* low) {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Type* wide = ir.getInt128Ty();
    return ir.CreateOr(ir.CreateShl(ir.CreateZExt(high, wide), 64),
                       ir.CreateZExt(low, wide));
  }

  // The number of the last segment that does not begin behind `number`.
  llvm::Value* Segment(llvm::Value* number) {
    std::vector<uint64_t> words;
    size_t count = 0;
    for (const WideNumber& start : table_.starts) {
      if (!is_wide_ && start.high != 0) continue;  // behind the largest number
      if (is_wide_) words.push_back(start.high);
      words.push_back(start.low);
      ++count;
    }
    llvm::Value* starts =
        ConstantTable(context_.module, fmt::format("{}_starts", name_), words);
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* found = code_.I64(0);
    for (size_t left = count; left > 1; left -= left / 2) {
      llvm::Value* middle = ir.CreateAdd(found, code_.I64(left / 2));
      llvm::Value* is_behind = ir.CreateICmpUGT(Start(starts, middle), number);
      found = ir.CreateSelect(is_behind, found, middle);
    }
    return found;
  }
  llvm::Value* Start(llvm::Value* starts, llvm::Value* index) {
    llvm::Value* place =
        code_.At(starts, code_.ir().CreateShl(index, is_wide_ ? 4 : 3));
    llvm::Value* first = code_.Load(code_.i64(), place, 0);
    if (!is_wide_) return first;
    return Joined(first, code_.Load(code_.i64(), place, sizeof(uint64_t)));
  }

  void SetBits(llvm::Value* segment) {
    llvm::IRBuilder<>& ir = code_.ir();
    std::vector<uint32_t> rows;
    for (const RangeTable::Node& node : table_.nodes) {
      rows.insert(rows.end(), {node.first_bit, node.first_bit + node.bit_count,
                               node.above * kNodeColumns});
    }
    std::vector<uint32_t> node_of;
    for (const uint32_t node : table_.node_of) {
      node_of.push_back(node * kNodeColumns);
    }
    llvm::Value* nodes = Table("nodes", rows);
    llvm::Value* bits = Table("bits", table_.bits);
    llvm::AllocaInst* node =
        code_.Variable(ElementAt(code_, Table("node_of", node_of), segment));
    code_.While(
        [&] { return ir.CreateICmpNE(code_.Get(node), code_.I32(0)); },
        [&] {
          const auto column = [&](NodeColumn wanted) {
            return ElementAt(code_, nodes,
                             ir.CreateAdd(code_.Get(node), code_.I32(wanted)));
          };
          code_.ForEach(
              column(kFirstBit), column(kEndBit), [&](llvm::Value* index) {
                code_.SetBit(code_.argument(2), ElementAt(code_, bits, index));
              });
          code_.Set(node, column(kAbove));
        });
  }

  const LoweringContext& context_;
  std::string_view name_;
  uint64_t address_bytes_;
  bool is_wide_;
  RangeTable table_;
  FunctionBuilder code_;
};

}  // namespace

llvm::Function* LowerRanges(const LoweringContext& context,
                            std::string_view name, const RangeTests& tests) {
  return RangesLowering(context, name, tests).Lower();
}

}  // namespace iotpf::codegen
