// The tests of value_tests.h, each kind by its own lowering, one after the
// other. Every kind is work of its own size: comparisons and lookups a few
// nanoseconds, the scan and automata a part of one for each byte.

#include "compiler/codegen/lower_value.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_automaton.h"
#include "compiler/codegen/lower_bytes.h"
#include "compiler/codegen/lower_contains.h"
#include "compiler/codegen/lower_dictionary.h"
#include "compiler/codegen/lower_literal_scan.h"
#include "compiler/codegen/lower_others.h"
#include "compiler/codegen/lower_ranges.h"
#include "compiler/codegen/lower_suspects.h"
#include "compiler/codegen/lower_windows.h"

#include <iotpf/check.h>

#include <fmt/format.h>

#include <cstddef>
#include <limits>
#include <vector>

namespace iotpf::codegen {
namespace {

// Rows of the table of literals, in words of 32 bits.
enum LiteralColumn : uint32_t {
  kSays,
  kNumber,
  kLength,
  kBit,  // of the state, so that one of `suspects` is told by its number alone
  kSuspect,
  kPlace,  // of its automaton, where the bytes begin that it has not read
  kRead,   // bytes of the value that it has
  kLiteralColumns
};

class ValueLowering {
 public:
  ValueLowering(const LoweringContext& context, uint32_t reading,
                const ValueTests& tests)
      : context_(context),
        reading_(reading),
        tests_(tests),
        code_(context.module, fmt::format("value_{}", reading), void_,
              {pointer_, pointer_, pointer_}) {}

  llvm::Function* Lower() {
    value_ = code_.argument(0);
    state_ = code_.argument(1);
    size_ = code_.Load(code_.i64(), value_, offsetof(iotpf_value, size));
    data_ = code_.Load(pointer_, value_, offsetof(iotpf_value, data));
    for (const InlineTest& test : tests_.inlined) {
      code_.If(Holds(test), [&] { code_.SetBit(state_, code_.I32(test.bit)); });
    }
    for (size_t i = 0; i < tests_.searched.size(); ++i) {
      const InlineTest& test = tests_.searched[i];
      llvm::Function* contains = LowerContains(
          context_, fmt::format("contains_{}_{}", reading_, i), test.constant);
      code_.If(code_.ir().CreateCall(contains, {data_, size_}),
               [&] { code_.SetBit(state_, code_.I32(test.bit)); });
    }
    LowerTables();
    if (!tests_.others.empty()) {
      code_.ir().CreateCall(
          LowerOthers(context_, Name("others"), tests_.others),
          {value_, state_, code_.argument(2)});
    }
    code_.ReturnVoid();
    return code_.function();
  }

 private:
  std::string Name(std::string_view part) const {
    return fmt::format("{}_{}", part, reading_);
  }
  void Call(llvm::Function* function) {
    code_.ir().CreateCall(function, {data_, size_, state_});
  }

  llvm::Value* Holds(const InlineTest& test) {
    if (!tests_.are_integers) {
      return LowerWholeBytes(code_, test.op, test.number, test.constant, data_,
                             size_);
    }
    // `size` and `number` of a value share their place.
    llvm::IRBuilder<>& ir = code_.ir();
    const auto first = static_cast<uint64_t>(test.constant.first);
    const auto last = static_cast<uint64_t>(test.constant.last);
    return ir.CreateAnd(ir.CreateICmpSGE(size_, code_.I64(first)),
                        ir.CreateICmpSLE(size_, code_.I64(last)));
  }

  void LowerTables() {
    if (!tests_.equal.empty()) {
      Call(LowerDictionary(context_, Name("equal"), tests_.equal,
                           /*folds=*/false));
    }
    if (!tests_.equal_folded.empty()) {
      Call(LowerDictionary(context_, Name("equal_folded"), tests_.equal_folded,
                           /*folds=*/true));
    }
    if (!tests_.names.empty()) {
      Call(LowerNames(context_, Name("names"), tests_.names));
    }
    for (size_t i = 0; i < tests_.windows.size(); ++i) {
      Call(LowerWindows(context_, fmt::format("windows_{}_{}", reading_, i),
                        tests_.windows[i]));
    }
    for (size_t i = 0; i < tests_.ranges.size(); ++i) {
      Call(LowerRanges(context_, fmt::format("ranges_{}_{}", reading_, i),
                       tests_.ranges[i]));
    }
    if (!tests_.literals.empty()) LowerLiterals();
    for (size_t i = 0; i < tests_.automata.size(); ++i) {
      Call(LowerAutomaton(context_, fmt::format("automaton_{}_{}", reading_, i),
                          tests_.automata[i]));
    }
  }

  void LowerLiterals() {
    std::vector<ScanLiteral> literals;
    std::vector<uint32_t> rows;
    for (const LiteralTest& test : tests_.literals) {
      if (test.number > std::numeric_limits<uint32_t>::max()) continue;
      const bool is_suspect = test.says == LiteralTest::Says::Suspect;
      // What the host would have to run.
      IOTPF_CHECK(!is_suspect || !tests_.suspects[test.suspect].distance ||
                  tests_.suspects[test.suspect].regex != ir::kNone);
      const uint64_t array =
          is_suspect ? context_.layout.suspects() : context_.layout.holds();
      const uint32_t bit = static_cast<uint32_t>(8 * array) + test.bit;
      const uint32_t place =
          test.says == LiteralTest::Says::SuspectBefore
              ? SuspectPlace(tests_.suspects[test.suspect], test.state)
              : 0;
      literals.push_back(test.literal);
      literals.back().settled = bit;
      rows.insert(rows.end(), {static_cast<uint32_t>(test.says),
                               static_cast<uint32_t>(test.number),
                               static_cast<uint32_t>(test.literal.bytes.size()),
                               bit, test.suspect, place, test.read});
    }
    SuspectFunctions suspects{nullptr, nullptr};
    if (!tests_.suspects.empty()) {
      suspects = LowerSuspects(context_, Name("suspects"), tests_.suspects,
                               context_.order->of_reading[reading_]);
    }
    Call(LowerLiteralScan(context_, Name("scan"), literals,
                          Found(rows, suspects.begin)));
    if (suspects.rest == nullptr) return;
    code_.ir().CreateCall(suspects.rest,
                          {data_, size_, state_, code_.argument(2)});
  }

  // void found(i32 literal, i64 at, ptr data, i64 size, ptr state).
  llvm::Function* Found(const std::vector<uint32_t>& rows,
                        llvm::Function* begin) {
    FunctionBuilder code(
        context_.module, Name("found"), void_,
        {code_.i32(), code_.i64(), pointer_, code_.i64(), pointer_});
    llvm::IRBuilder<>& ir = code.ir();
    llvm::Value* at = code.argument(1);
    llvm::Value* size = code.argument(3);
    llvm::Value* state = code.argument(4);
    llvm::Value* row =
        TableRow(code, ConstantTable(context_.module, Name("literals"), rows),
                 code.argument(0), kLiteralColumns);
    const auto column = [&](LiteralColumn wanted) {
      return TableColumn(code, row, wanted);
    };
    llvm::Value* number = code.Wide(column(kNumber));
    const auto says = [&](LiteralTest::Says wanted) {
      return ir.CreateICmpEQ(column(kSays),
                             code.I32(static_cast<uint32_t>(wanted)));
    };
    if (begin != nullptr) {
      llvm::Value* begins = ir.CreateAnd(says(LiteralTest::Says::SuspectBefore),
                                         ir.CreateICmpUGE(at, number));
      code.If(begins, [&] {
        llvm::Value* start =
            ir.CreateAdd(ir.CreateSub(at, number), code.Wide(column(kRead)));
        ir.CreateCall(begin, {column(kSuspect), column(kPlace),
                              code.At(code.argument(2), start),
                              ir.CreateSub(size, start), state});
      });
    }
    llvm::Value* is_at = ir.CreateAnd(says(LiteralTest::Says::HoldsAt),
                                      ir.CreateICmpEQ(at, number));
    llvm::Value* end = ir.CreateAdd(at, code.Wide(column(kLength)));
    llvm::Value* is_end = ir.CreateAnd(says(LiteralTest::Says::HoldsAtEnd),
                                       ir.CreateICmpEQ(end, size));
    llvm::Value* is_anywhere = ir.CreateOr(says(LiteralTest::Says::Holds),
                                           says(LiteralTest::Says::Suspect));
    code.If(ir.CreateOr(is_anywhere, ir.CreateOr(is_at, is_end)),
            [&] { code.SetBit(state, column(kBit)); });
    if (begin != nullptr) {
      code.If(says(LiteralTest::Says::Suspect), [&] {
        code.Store(code.I64(1), state, context_.layout.has_suspects());
      });
    }
    code.ReturnVoid();
    return code.function();
  }

  const LoweringContext& context_;
  uint32_t reading_;
  const ValueTests& tests_;
  llvm::Type* void_ = llvm::Type::getVoidTy(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
  FunctionBuilder code_;
  llvm::Value* value_ = nullptr;
  llvm::Value* state_ = nullptr;
  llvm::Value* data_ = nullptr;
  llvm::Value* size_ = nullptr;  // of bytes; or the number
};

}  // namespace

llvm::Function* LowerValue(const LoweringContext& context, uint32_t reading,
                           const ValueTests& tests) {
  return ValueLowering(context, reading, tests).Lower();
}

}  // namespace iotpf::codegen
