// Byte tests as a few wide loads.
//
// Equality, prefixes, suffixes, names, networks: all ask whether given bytes
// stand at a place. Every load is ((bytes | fold) & mask) == constant, with the
// fold and the mask left out where they do nothing. Loads have the widest size
// of 8, 4, 2, 1 that fits, and the last one overlaps the one before, so no byte
// past the value is touched:
//
//   "example.com"      [e x a m p l e .]
//                            [m p l e . c o m]

#include "compiler/codegen/lower_bytes.h"

#include <iotpf/check.h>

#include <algorithm>
#include <string>

namespace iotpf::codegen {
namespace {

constexpr uint8_t kCaseBit =
    0x20;  // between an ASCII letter and its other case
constexpr size_t kMaxLoadBytes = 8;

// What is done to each byte of the value, and what must come out.
struct Pattern {
  std::string fold;   // OR
  std::string mask;   // AND, after it
  std::string bytes;  // equal
};

// The bits of byte `index` that a network with `prefix_bits` fixes.
uint8_t NetworkMask(size_t index, int64_t prefix_bits) {
  const int64_t bits = prefix_bits - static_cast<int64_t>(8 * index);
  if (bits >= 8) return 0xFF;
  if (bits <= 0) return 0;
  return static_cast<uint8_t>(0xFF << (8 - bits));
}

Pattern PatternOf(const ir::Constant& constant) {
  const size_t size = constant.bytes.size();
  Pattern pattern{std::string(size, '\0'), std::string(size, '\xFF'),
                  constant.bytes};
  for (size_t i = 0; i < size; ++i) {
    const char c = constant.bytes[i];
    if (constant.kind == IOTPF_CONSTANT_NETWORK) {
      pattern.mask[i] = static_cast<char>(NetworkMask(i, constant.first));
    } else if (!constant.mask.empty()) {
      pattern.mask[i] = constant.mask[i];
    } else if ((constant.flags & IOTPF_CONSTANT_NOCASE) != 0 && c >= 'a' &&
               c <= 'z') {
      pattern.fold[i] = static_cast<char>(kCaseBit);
    }
    pattern.bytes[i] = static_cast<char>(c & pattern.mask[i]);
  }
  return pattern;
}

// `width` bytes as the integer that a load of the target makes of them.
uint64_t AsLoaded(const std::string& bytes, size_t offset, size_t width,
                  bool is_little_endian) {
  uint64_t number = 0;
  for (size_t i = 0; i < width; ++i) {
    const size_t index = is_little_endian ? width - 1 - i : i;
    number = number << 8 | static_cast<uint8_t>(bytes[offset + index]);
  }
  return number;
}

llvm::Value* LowerChunk(FunctionBuilder& code, llvm::Value* place,
                        const Pattern& pattern, size_t offset, size_t width) {
  llvm::IRBuilder<>& ir = code.ir();
  const bool is_little_endian =
      code.function()->getParent()->getDataLayout().isLittleEndian();
  const auto number = [&](const std::string& bytes) {
    return AsLoaded(bytes, offset, width, is_little_endian);
  };
  llvm::Type* type = ir.getIntNTy(static_cast<unsigned>(8 * width));
  llvm::Value* bytes = code.Load(type, place, offset);
  if (number(pattern.fold) != 0) {
    bytes = ir.CreateOr(bytes, number(pattern.fold));
  }
  if (number(pattern.mask) != ~uint64_t{0} >> (64 - 8 * width)) {
    bytes = ir.CreateAnd(bytes, number(pattern.mask));
  }
  return ir.CreateICmpEQ(bytes,
                         llvm::ConstantInt::get(type, number(pattern.bytes)));
}

// The name itself, or a name below it: the constant stands at the end, and at
// the start too or behind a dot.
llvm::Value* LowerSubtree(FunctionBuilder& code, const ir::Constant& constant,
                          llvm::Value* data, llvm::Value* size) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* length = code.I64(constant.bytes.size());
  return code.Both(ir.CreateICmpUGE(size, length), [&] {
    llvm::Value* start = ir.CreateSub(size, length);
    llvm::Value* stands = LowerStandsAt(code, code.At(data, start), constant);
    return code.Both(stands, [&] {
      llvm::Value* is_below = ir.CreateICmpNE(start, code.I64(0));
      llvm::Value* is_below_dot = code.Both(is_below, [&] {
        llvm::Value* before = code.At(data, ir.CreateSub(start, code.I64(1)));
        return ir.CreateICmpEQ(code.Load(code.i8(), before, 0), code.I8('.'));
      });
      return ir.CreateOr(ir.CreateNot(is_below), is_below_dot);
    });
  });
}

llvm::Value* LowerEqual(FunctionBuilder& code, const ir::Constant& constant,
                        llvm::Value* data, llvm::Value* size) {
  if ((constant.flags & IOTPF_CONSTANT_SUBTREE) != 0) {
    return LowerSubtree(code, constant, data, size);
  }
  return code.Both(
      code.ir().CreateICmpEQ(size, code.I64(constant.bytes.size())),
      [&] { return LowerStandsAt(code, data, constant); });
}

llvm::Value* LowerStandsSomewhere(FunctionBuilder& code,
                                  const ir::Constant& constant,
                                  llvm::Value* data, llvm::Value* size) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* length = code.I64(constant.bytes.size());
  return code.Both(ir.CreateICmpUGE(size, length), [&] {
    llvm::Value* last = ir.CreateSub(size, length);
    llvm::AllocaInst* place = code.Variable(code.I64(0));
    llvm::AllocaInst* found = code.Variable(code.Bool(false));
    code.While(
        [&] {
          return ir.CreateAnd(ir.CreateICmpULE(code.Get(place), last),
                              ir.CreateNot(code.Get(found)));
        },
        [&] {
          llvm::Value* here = code.Get(place);
          code.Set(found, LowerStandsAt(code, code.At(data, here), constant));
          code.Set(place, ir.CreateAdd(here, code.I64(1)));
        });
    return code.Get(found);
  });
}

}  // namespace

// Seven bits a byte are added to, so that nothing is carried into the next: the
// upper bit says whether the sum is past `A`, or past `Z`.
llvm::Value* CaseBitsOf(FunctionBuilder& code, llvm::Value* word) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* low = ir.CreateAnd(word, EachByte(0x7F));
  llvm::Value* from_a = ir.CreateAdd(low, code.I64(EachByte(0x80 - 'A')));
  llvm::Value* past_z = ir.CreateAdd(low, code.I64(EachByte(0x7F - 'Z')));
  llvm::Value* capital =
      ir.CreateAnd(from_a, ir.CreateNot(ir.CreateOr(past_z, word)));
  return ir.CreateLShr(ir.CreateAnd(capital, EachByte(0x80)), 2);
}

llvm::Value* LowerStandsAt(FunctionBuilder& code, llvm::Value* place,
                           const ir::Constant& constant) {
  const Pattern pattern = PatternOf(constant);
  const size_t size = pattern.bytes.size();
  if (size == 0) return code.Bool(true);
  size_t width = kMaxLoadBytes;
  while (width > size) width /= 2;
  llvm::Value* all = nullptr;
  for (size_t offset = 0; offset < size; offset += width) {
    const size_t start = std::min(offset, size - width);
    llvm::Value* one = LowerChunk(code, place, pattern, start, width);
    all = all == nullptr ? one : code.ir().CreateAnd(all, one);
  }
  return all;
}

llvm::Value* LowerWholeBytes(FunctionBuilder& code, iotpf_predicate_op op,
                             uint64_t number, const ir::Constant& constant,
                             llvm::Value* data, llvm::Value* size) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* length = code.I64(constant.bytes.size());
  if (constant.kind == IOTPF_CONSTANT_NETWORK) op = IOTPF_OP_EQUAL;
  switch (op) {
    case IOTPF_OP_EQUAL:
    case IOTPF_OP_NOT_EQUAL:
      return LowerEqual(code, constant, data, size);
    case IOTPF_OP_STARTS_WITH:
      return code.Both(ir.CreateICmpUGE(size, length),
                       [&] { return LowerStandsAt(code, data, constant); });
    case IOTPF_OP_ENDS_WITH:
      return code.Both(ir.CreateICmpUGE(size, length), [&] {
        llvm::Value* suffix = code.At(data, ir.CreateSub(size, length));
        return LowerStandsAt(code, suffix, constant);
      });
    case IOTPF_OP_CONTAINS:
      return LowerStandsSomewhere(code, constant, data, size);
    case IOTPF_OP_AT:
      return code.Both(ir.CreateICmpUGE(size, code.I64(number)), [&] {
        llvm::Value* left = ir.CreateSub(size, code.I64(number));
        return code.Both(ir.CreateICmpUGE(left, length), [&] {
          return LowerStandsAt(code, code.At(data, number), constant);
        });
      });
    default:
      IOTPF_CHECK(false);  // the other ops take no byte constants
  }
}

}  // namespace iotpf::codegen
