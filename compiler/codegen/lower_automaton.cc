// A step is two loads: the class of the byte, and the entry of the state's row.
//
// Entries are places of rows, so that no step multiplies. States are put in an
// order that makes the two questions of each step one comparison each:
//
//   set of regexes   dead | others | those that report
//   one regex        dead | others | accepting, which has no row
//
// Equal automata but for their numbers share the same tables.

#include "compiler/codegen/lower_automaton.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

constexpr size_t kMaxSuspectEntries = size_t{1} << 16;
constexpr uint32_t kNoSuspect = 0xFFFFFFFF;

// States in their new order, and the new number of each. Number 0 is kept for
// the dead state, also where there is none.
struct StateOrder {
  std::vector<uint32_t> states;  // from number 1 on
  std::vector<uint32_t> number_of;
  uint32_t first_last = 0;  // the first number of the last group
};

template <class IsLast>
StateOrder OrderStates(const automata::Dfa& dfa, const IsLast& is_last) {
  StateOrder order;
  order.number_of.resize(dfa.state_count());
  for (const bool wanted : {false, true}) {
    if (wanted) {
      order.first_last = static_cast<uint32_t>(order.states.size()) + 1;
    }
    for (uint32_t state = 0; state < dfa.state_count(); ++state) {
      if (state == dfa.dead || is_last(state) != wanted) continue;
      order.states.push_back(state);
      order.number_of[state] = static_cast<uint32_t>(order.states.size());
    }
  }
  return order;
}

template <class Number>
void Append(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::string ClassBytes(const automata::Dfa& dfa) {
  return {dfa.classes.begin(), dfa.classes.end()};
}

llvm::Value* ElementAt(FunctionBuilder& code, llvm::Value* table,
                       llvm::Value* index) {
  llvm::Value* place = code.ir().CreateShl(code.Wide(index), 2);
  return code.Load(code.i32(), code.At(table, place), 0);
}

class AutomatonLowering {
 public:
  AutomatonLowering(const LoweringContext& context, std::string_view name,
                    const automata::Dfa& dfa)
      : context_(context),
        name_(name),
        dfa_(dfa),
        order_(OrderStates(dfa,
                           [&](uint32_t state) {
                             return !dfa.MatchList(dfa.certain[state]).empty();
                           })),
        code_(context.module, name,
              llvm::Type::getVoidTy(context.module.getContext()),
              {Pointer(), llvm::Type::getInt64Ty(context.module.getContext()),
               Pointer()}) {}

  llvm::Function* Lower() {
    MakeTables();
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* data = code_.argument(0);
    llvm::Value* size = code_.argument(1);
    const uint32_t start = PlaceOf(dfa_.start);
    if (start >= order_.first_last * dfa_.class_count) {
      Report(certain_, code_.I32(start));
    }
    llvm::AllocaInst* state = code_.Variable(code_.I32(start));
    llvm::AllocaInst* at = code_.Variable(code_.I64(0));
    code_.While([&] { return ir.CreateICmpNE(code_.Get(at), size); },
                [&] {
                  llvm::Value* byte = code_.Wide(
                      code_.Load(code_.i8(), code_.At(data, code_.Get(at)), 0));
                  llvm::Value* column =
                      code_.Load(code_.i8(), code_.At(classes_, byte), 0);
                  llvm::Value* next = ElementAt(
                      code_, next_,
                      ir.CreateAdd(code_.Get(state),
                                   ir.CreateZExt(column, code_.i32())));
                  code_.Set(state, next);
                  code_.If(ir.CreateICmpEQ(next, code_.I32(0)),
                           [&] { code_.ReturnVoid(); });
                  if (HasReports()) {
                    llvm::Value* reports = ir.CreateICmpUGE(
                        next, code_.I32(order_.first_last * dfa_.class_count));
                    code_.If(reports, [&] { Report(certain_, next); });
                  }
                  code_.Set(at, ir.CreateAdd(code_.Get(at), code_.I64(1)));
                });
    if (start != 0) Report(at_end_, code_.Get(state));
    code_.ReturnVoid();
    return code_.function();
  }

 private:
  llvm::Type* Pointer() const {
    return llvm::PointerType::getUnqual(context_.module.getContext());
  }
  bool HasReports() const { return order_.first_last <= order_.states.size(); }
  uint32_t PlaceOf(uint32_t state) const {
    return order_.number_of[state] * dfa_.class_count;
  }
  llvm::GlobalVariable* Table(std::string_view part,
                              std::span<const uint32_t> numbers) {
    return ConstantTable(context_.module, fmt::format("{}_{}", name_, part),
                         numbers);
  }

  void MakeTables() {
    classes_ = ConstantBytes(context_.module, fmt::format("{}_classes", name_),
                             ClassBytes(dfa_));
    std::vector<uint32_t> next(dfa_.class_count);  // of the dead state
    std::vector<uint32_t> certain = {0};
    std::vector<uint32_t> at_end = {0};
    for (const uint32_t state : order_.states) {
      for (uint32_t column = 0; column < dfa_.class_count; ++column) {
        next.push_back(
            PlaceOf(dfa_.next[size_t{state} * dfa_.class_count + column]));
      }
      certain.push_back(dfa_.certain[state]);
      at_end.push_back(dfa_.at_end[state]);
    }
    next_ = Table("next", next);
    certain_ = Table("certain", certain);
    at_end_ = Table("at_end", at_end);
    list_begin_ = Table("lists", dfa_.list_begin);
    list_ids_ = Table("ids", dfa_.list_ids);
  }

  // Sets the bits of the match list that `lists` gives the state at `place`.
  void Report(llvm::GlobalVariable* lists, llvm::Value* place) {
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* state = ir.CreateUDiv(place, code_.I32(dfa_.class_count));
    llvm::Value* list = ElementAt(code_, lists, state);
    llvm::Value* end =
        ElementAt(code_, list_begin_, ir.CreateAdd(list, code_.I32(1)));
    code_.ForEach(
        ElementAt(code_, list_begin_, list), end, [&](llvm::Value* index) {
          code_.SetBit(code_.argument(2), ElementAt(code_, list_ids_, index));
        });
  }

  const LoweringContext& context_;
  std::string name_;
  const automata::Dfa& dfa_;
  StateOrder order_;
  FunctionBuilder code_;
  llvm::GlobalVariable* classes_ = nullptr;
  llvm::GlobalVariable* next_ = nullptr;
  llvm::GlobalVariable* certain_ = nullptr;
  llvm::GlobalVariable* at_end_ = nullptr;
  llvm::GlobalVariable* list_begin_ = nullptr;
  llvm::GlobalVariable* list_ids_ = nullptr;
};

// ---- one regex each

// Rows of the table of suspects, in words of 32 bits; offsets are in bytes.
enum SuspectColumn : uint32_t {
  kClasses,
  kNext,
  kEnds,
  kColumns,
  kStart,
  kAccepting,
  kSuspectColumns
};

// The tables of many small automata, each part stored once.
class SuspectTables {
 public:
  void Add(const automata::Dfa& dfa) {
    const auto accepts = [&](uint32_t state) {
      return !dfa.MatchList(dfa.certain[state]).empty();
    };
    const StateOrder order = OrderStates(dfa, accepts);
    const auto place_of = [&](uint32_t state) {
      const uint32_t number =
          std::min(order.number_of[state], order.first_last);
      return static_cast<uint16_t>(number * dfa.class_count);
    };
    std::string next;
    std::string ends(1, '\0');
    for (uint32_t i = 0; i < dfa.class_count; ++i) Append(next, uint16_t{0});
    for (uint32_t number = 1; number < order.first_last; ++number) {
      const uint32_t state = order.states[number - 1];
      for (uint32_t column = 0; column < dfa.class_count; ++column) {
        Append(next,
               place_of(dfa.next[size_t{state} * dfa.class_count + column]));
      }
      ends += dfa.MatchList(dfa.at_end[state]).empty() ? '\0' : '\1';
    }
    rows_.insert(rows_.end(), {Place(ClassBytes(dfa)), Place(next), Place(ends),
                               dfa.class_count, place_of(dfa.start),
                               order.first_last * dfa.class_count});
  }

  const std::vector<uint32_t>& rows() const { return rows_; }
  const std::string& bytes() const { return bytes_; }

 private:
  uint32_t Place(const std::string& part) {
    const auto [known, is_new] =
        parts_.try_emplace(part, static_cast<uint32_t>(bytes_.size()));
    if (is_new) {
      bytes_ += part;
      if (bytes_.size() % 2 != 0) bytes_ += '\0';
    }
    return known->second;
  }

  std::vector<uint32_t> rows_;
  std::string bytes_;
  std::map<std::string, uint32_t> parts_;
};

// i1 accepts(ptr tables, ptr row, ptr data, i64 size).
llvm::Function* Accepts(const LoweringContext& context) {
  if (llvm::Function* known = context.module.getFunction("accepts")) {
    return known;
  }
  llvm::LLVMContext& llvm = context.module.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(llvm);
  FunctionBuilder code(
      context.module, "accepts", llvm::Type::getInt1Ty(llvm),
      {pointer, pointer, pointer, llvm::Type::getInt64Ty(llvm)});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* row = code.argument(1);
  llvm::Value* data = code.argument(2);
  llvm::Value* size = code.argument(3);
  const auto column = [&](SuspectColumn wanted) {
    return code.Wide(code.Load(code.i32(), row, wanted * sizeof(uint32_t)));
  };
  const auto part = [&](SuspectColumn wanted) {
    return code.At(code.argument(0), column(wanted));
  };
  llvm::Value* classes = part(kClasses);
  llvm::Value* next = part(kNext);
  llvm::Value* accepting = column(kAccepting);
  llvm::AllocaInst* state = code.Variable(column(kStart));
  code.ReturnIf(ir.CreateICmpEQ(code.Get(state), accepting), code.Bool(true));
  llvm::AllocaInst* at = code.Variable(code.I64(0));
  code.While(
      [&] { return ir.CreateICmpNE(code.Get(at), size); },
      [&] {
        llvm::Value* byte =
            code.Wide(code.Load(code.i8(), code.At(data, code.Get(at)), 0));
        llvm::Value* kind =
            code.Wide(code.Load(code.i8(), code.At(classes, byte), 0));
        llvm::Value* entry =
            ir.CreateShl(ir.CreateAdd(code.Get(state), kind), 1);
        llvm::Value* to =
            code.Wide(code.Load(code.i16(), code.At(next, entry), 0));
        code.ReturnIf(ir.CreateICmpEQ(to, accepting), code.Bool(true));
        code.ReturnIf(ir.CreateICmpEQ(to, code.I64(0)), code.Bool(false));
        code.Set(state, to);
        code.Set(at, ir.CreateAdd(code.Get(at), code.I64(1)));
      });
  llvm::Value* number = ir.CreateUDiv(code.Get(state), column(kColumns));
  llvm::Value* end = code.Load(code.i8(), code.At(part(kEnds), number), 0);
  code.Return(ir.CreateICmpNE(end, code.I8(0)));
  return code.function();
}

}  // namespace

bool FitsSuspectTables(const automata::Dfa& dfa) {
  return (size_t{dfa.state_count()} + 2) * dfa.class_count <=
         kMaxSuspectEntries;
}

llvm::Function* LowerAutomaton(const LoweringContext& context,
                               std::string_view name,
                               const automata::Dfa& dfa) {
  return AutomatonLowering(context, name, dfa).Lower();
}

llvm::Function* LowerSuspects(const LoweringContext& context,
                              std::string_view name,
                              std::span<const SuspectRegex> suspects,
                              ir::BitRange bits) {
  SuspectTables tables;
  std::vector<uint32_t> suspect_of_bit(bits.count, kNoSuspect);
  for (uint32_t i = 0; i < suspects.size(); ++i) {
    tables.Add(suspects[i].dfa);
    suspect_of_bit[suspects[i].bit - bits.first] = i;
  }
  llvm::LLVMContext& llvm = context.module.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(llvm);
  FunctionBuilder code(context.module, name, llvm::Type::getVoidTy(llvm),
                       {pointer, llvm::Type::getInt64Ty(llvm), pointer});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* state = code.argument(2);
  const auto table = [&](std::string_view part,
                         std::span<const uint32_t> numbers) {
    return ConstantTable(context.module, fmt::format("{}_{}", name, part),
                         numbers);
  };
  llvm::Value* rows = table("rows", tables.rows());
  llvm::Value* numbers = table("of_bit", suspect_of_bit);
  llvm::Value* bytes = ConstantBytes(
      context.module, fmt::format("{}_tables", name), tables.bytes());
  const uint32_t end = bits.first + bits.count;
  code.ForEach(
      code.I32(bits.first / 64), code.I32((end + 63) / 64),
      [&](llvm::Value* index) {
        llvm::Value* place = code.At(state, ir.CreateShl(code.Wide(index), 3));
        llvm::AllocaInst* left = code.Variable(
            code.Load(code.i64(), place, context.layout.suspects()));
        code.Store(code.I64(0), place, context.layout.suspects());
        code.While(
            [&] { return ir.CreateICmpNE(code.Get(left), code.I64(0)); },
            [&] {
              llvm::Value* word = code.Get(left);
              llvm::Value* bit =
                  ir.CreateAdd(ir.CreateShl(code.Wide(index), 6),
                               ir.CreateBinaryIntrinsic(llvm::Intrinsic::cttz,
                                                        word, code.Bool(true)));
              code.Set(left,
                       ir.CreateAnd(word, ir.CreateSub(word, code.I64(1))));
              llvm::Value* number = ElementAt(
                  code, numbers, ir.CreateSub(bit, code.I64(bits.first)));
              llvm::Value* row = code.At(
                  rows,
                  ir.CreateMul(code.Wide(number),
                               code.I64(kSuspectColumns * sizeof(uint32_t))));
              llvm::Value* matches = ir.CreateCall(
                  Accepts(context),
                  {bytes, row, code.argument(0), code.argument(1)});
              code.If(matches, [&] { code.SetBit(state, bit); });
            });
      });
  code.ReturnVoid();
  return code.function();
}

}  // namespace iotpf::codegen
