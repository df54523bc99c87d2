// One small automaton a regex, in 16-bit tables, and one loop that runs any.
//
// Most regexes have a literal at a fixed distance from where a match begins:
// the automaton is started there, once for each place of the literal, and is
// dead or done after a few bytes. Hostile values may have a place at every
// byte, so a run is cut after kMaxRunBytes, and what is still open goes to the
// host, whose search is linear in the value; masked texts end before. Regexes
// without such a distance are run once, from the start of the value.
//
//   dead | others | accepting, which has no row
//
// Equal parts of tables are stored once.

#include "compiler/codegen/lower_suspects.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/lower_search.h"
#include "compiler/codegen/state_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kNoSuspect = 0xFFFFFFFF;

// Rows of the table of suspects, in words of 32 bits; places are offsets in
// bytes.
enum SuspectColumn : uint32_t {
  kClasses,
  kNext,
  kEnds,
  kClassCount,
  kStart,
  kAccepting,
  kBit,
  kRegex,
  kFromStart,  // 1: run from the start of the value
  kSuspectColumns
};

uint32_t PlaceOf(const automata::Dfa& dfa, const StateOrder& order,
                 uint32_t state) {
  return std::min(order.number_of[state], order.first_certain) *
         dfa.class_count;
}

// The tables of many small automata, each part stored once.
class SuspectTables {
 public:
  void Add(const SuspectRegex& suspect) {
    const automata::Dfa& dfa = suspect.dfa;
    const StateOrder order(dfa);
    const auto place_of = [&](uint32_t state) {
      return PlaceOf(dfa, order, state);
    };
    std::string next(sizeof(uint16_t) * dfa.class_count, '\0');
    std::string ends(1, '\0');
    for (uint32_t number = 1; number < order.first_certain; ++number) {
      const uint32_t state = order.states[number - 1];
      for (uint32_t column = 0; column < dfa.class_count; ++column) {
        const auto to = static_cast<uint16_t>(
            place_of(dfa.next[size_t{state} * dfa.class_count + column]));
        next.append(reinterpret_cast<const char*>(&to), sizeof to);
      }
      ends += dfa.MatchList(dfa.at_end[state]).empty() ? '\0' : '\1';
    }
    rows_.insert(
        rows_.end(),
        {Place(ClassBytes(dfa)), Place(next), Place(ends), dfa.class_count,
         place_of(dfa.start), order.first_certain * dfa.class_count,
         suspect.bit, suspect.regex, suspect.distance ? 0u : 1u});
  }

  const std::vector<uint32_t>& rows() const { return rows_; }
  const std::string& bytes() const { return bytes_; }

 private:
  uint32_t Place(const std::string& part) {
    const auto [known, is_new] =
        parts_.try_emplace(part, static_cast<uint32_t>(bytes_.size()));
    if (is_new) {
      bytes_ += part;
      if (bytes_.size() % sizeof(uint16_t) != 0) bytes_ += '\0';
    }
    return known->second;
  }

  std::vector<uint32_t> rows_;
  std::string bytes_;
  std::map<std::string, uint32_t> parts_;
};

// i8 accepts(ptr tables, ptr row, ptr data, i64 size, i64 end, i32 place):
// kTrue or kFalse of the `size` bytes, read from the state at `place` on;
// kUnknown where that is not known after `end` of them.
llvm::Function* Accepts(const LoweringContext& context) {
  if (llvm::Function* known = context.module.getFunction("accepts")) {
    return known;
  }
  llvm::LLVMContext& llvm = context.module.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(llvm);
  llvm::Type* number = llvm::Type::getInt64Ty(llvm);
  FunctionBuilder code(context.module, "accepts", llvm::Type::getInt8Ty(llvm),
                       {pointer, pointer, pointer, number, number,
                        llvm::Type::getInt32Ty(llvm)});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* row = code.argument(1);
  llvm::Value* data = code.argument(2);
  const auto column = [&](SuspectColumn wanted) {
    return code.Wide(code.Load(code.i32(), row, wanted * sizeof(uint32_t)));
  };
  const auto part = [&](SuspectColumn wanted) {
    return code.At(code.argument(0), column(wanted));
  };
  llvm::Value* classes = part(kClasses);
  llvm::Value* next = part(kNext);
  llvm::Value* accepting = column(kAccepting);
  llvm::AllocaInst* state = code.Variable(code.Wide(code.argument(5)));
  code.ReturnIf(ir.CreateICmpEQ(code.Get(state), accepting), code.I8(kTrue));
  llvm::AllocaInst* at = code.Variable(code.I64(0));
  code.While([&] { return ir.CreateICmpNE(code.Get(at), code.argument(4)); },
             [&] {
               llvm::Value* byte = code.Wide(
                   code.Load(code.i8(), code.At(data, code.Get(at)), 0));
               llvm::Value* kind =
                   code.Wide(code.Load(code.i8(), code.At(classes, byte), 0));
               llvm::Value* entry =
                   ir.CreateShl(ir.CreateAdd(code.Get(state), kind), 1);
               llvm::Value* to =
                   code.Wide(code.Load(code.i16(), code.At(next, entry), 0));
               code.ReturnIf(ir.CreateICmpEQ(to, accepting), code.I8(kTrue));
               code.ReturnIf(ir.CreateICmpEQ(to, code.I64(0)), code.I8(kFalse));
               code.Set(state, to);
               code.Set(at, ir.CreateAdd(code.Get(at), code.I64(1)));
             });
  code.ReturnIf(ir.CreateICmpNE(code.argument(3), code.argument(4)),
                code.I8(kUnknown));
  llvm::Value* index = ir.CreateUDiv(code.Get(state), column(kClassCount));
  llvm::Value* end = code.Load(code.i8(), code.At(part(kEnds), index), 0);
  code.Return(ir.CreateSelect(ir.CreateICmpNE(end, code.I8(0)), code.I8(kTrue),
                              code.I8(kFalse)));
  return code.function();
}

class SuspectsLowering {
 public:
  SuspectsLowering(const LoweringContext& context, std::string_view name,
                   std::span<const SuspectRegex> suspects, ir::BitRange bits)
      : context_(context),
        name_(name),
        bits_(bits),
        accepts_(Accepts(context)) {
    SuspectTables tables;
    std::vector<uint32_t> of_bit(bits.count, kNoSuspect);
    for (uint32_t i = 0; i < suspects.size(); ++i) {
      tables.Add(suspects[i]);
      of_bit[suspects[i].bit - bits.first] = i;
    }
    rows_ = Table("rows", tables.rows());
    of_bit_ = Table("of_bit", of_bit);
    bytes_ = ConstantBytes(context.module, fmt::format("{}_tables", name),
                           tables.bytes());
  }

  llvm::Function* Begin();
  llvm::Function* Rest();

 private:
  llvm::GlobalVariable* Table(std::string_view part,
                              std::span<const uint32_t> numbers) {
    return ConstantTable(context_.module, fmt::format("{}_{}", name_, part),
                         numbers);
  }
  llvm::Value* RowOf(FunctionBuilder& code, llvm::Value* suspect) {
    return TableRow(code, rows_, suspect, kSuspectColumns);
  }

  const LoweringContext& context_;
  std::string name_;
  ir::BitRange bits_;
  llvm::Function* accepts_;
  llvm::GlobalVariable* rows_;
  llvm::GlobalVariable* of_bit_;
  llvm::GlobalVariable* bytes_;
  llvm::Type* void_ = llvm::Type::getVoidTy(context_.module.getContext());
  llvm::Type* i32_ = llvm::Type::getInt32Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
};

llvm::Function* SuspectsLowering::Begin() {
  FunctionBuilder code(context_.module, name_ + "_begin", void_,
                       {i32_, i32_, pointer_, i64_, pointer_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* size = code.argument(3);
  llvm::Value* state = code.argument(4);
  llvm::Value* row = RowOf(code, code.argument(0));
  llvm::Value* bit = TableColumn(code, row, kBit);
  llvm::Value* end = ir.CreateBinaryIntrinsic(llvm::Intrinsic::umin, size,
                                              code.I64(kMaxRunBytes));
  code.If(ir.CreateNot(code.IsBitSet(state, bit)), [&] {
    llvm::Value* truth = ir.CreateCall(
        accepts_, {bytes_, row, code.argument(2), size, end, code.argument(1)});
    code.If(ir.CreateICmpEQ(truth, code.I8(kTrue)),
            [&] { code.SetBit(state, bit); });
    code.If(ir.CreateICmpEQ(truth, code.I8(kUnknown)), [&] {
      code.SetBit(code.At(state, context_.layout.suspects()), bit);
      code.Store(code.I64(1), state, context_.layout.has_suspects());
    });
  });
  code.ReturnVoid();
  return code.function();
}

llvm::Function* SuspectsLowering::Rest() {
  FunctionBuilder code(context_.module, name_ + "_rest", void_,
                       {pointer_, i64_, pointer_, pointer_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* data = code.argument(0);
  llvm::Value* size = code.argument(1);
  llvm::Value* state = code.argument(2);
  const auto try_bit = [&](llvm::Value* bit) {
    llvm::Value* row = RowOf(
        code,
        ElementAt(code, of_bit_, ir.CreateSub(bit, code.I64(bits_.first))));
    llvm::Value* from_start =
        ir.CreateICmpNE(TableColumn(code, row, kFromStart), code.I32(0));
    code.If(from_start, [&] {
      llvm::Value* truth = ir.CreateCall(
          accepts_,
          {bytes_, row, data, size, size, TableColumn(code, row, kStart)});
      code.If(ir.CreateICmpEQ(truth, code.I8(kTrue)),
              [&] { code.SetBit(state, bit); });
    });
    code.If(ir.CreateNot(from_start), [&] {
      llvm::Value* found = LowerSearch(
          code, code.argument(3), TableColumn(code, row, kRegex), data, size);
      code.If(found, [&] { code.SetBit(state, bit); });
    });
  };
  llvm::Value* has_suspects =
      code.Load(i64_, state, context_.layout.has_suspects());
  code.If(ir.CreateICmpEQ(has_suspects, code.I64(0)),
          [&] { code.ReturnVoid(); });
  code.Store(code.I64(0), state, context_.layout.has_suspects());
  const uint32_t end = bits_.first + bits_.count;
  code.ForEach(
      code.I32(bits_.first / 64), code.I32((end + 63) / 64),
      [&](llvm::Value* index) {
        llvm::Value* place = code.At(state, ir.CreateShl(code.Wide(index), 3));
        llvm::Value* word = code.Load(i64_, place, context_.layout.suspects());
        code.If(ir.CreateICmpNE(word, code.I64(0)), [&] {
          code.Store(code.I64(0), place, context_.layout.suspects());
          code.ForEachBit(word, ir.CreateShl(code.Wide(index), 6), try_bit);
        });
      });
  code.ReturnVoid();
  return code.function();
}

}  // namespace

uint32_t SuspectPlace(const SuspectRegex& suspect, uint32_t state) {
  return PlaceOf(suspect.dfa, StateOrder(suspect.dfa), state);
}

SuspectFunctions LowerSuspects(const LoweringContext& context,
                               std::string_view name,
                               std::span<const SuspectRegex> suspects,
                               ir::BitRange bits) {
  SuspectsLowering lowering(context, name, suspects, bits);
  return {lowering.Begin(), lowering.Rest()};
}

}  // namespace iotpf::codegen
