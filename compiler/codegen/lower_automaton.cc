// A step is two loads: the class of the byte, and the entry of the state's row.
//
// Entries are places of rows, so that no step multiplies. States are put in an
// order that makes the two questions of each step one comparison each:
//
//   dead | others | those that report

#include "compiler/codegen/lower_automaton.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/state_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

class AutomatonLowering {
 public:
  AutomatonLowering(const LoweringContext& context, std::string_view name,
                    const automata::Dfa& dfa)
      : context_(context),
        name_(name),
        dfa_(dfa),
        order_(dfa),
        code_(FunctionBuilder::OfValue(context.module, name)) {}

  llvm::Function* Lower() {
    MakeTables();
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::Value* data = code_.argument(0);
    llvm::Value* size = code_.argument(1);
    const uint32_t start = PlaceOf(dfa_.start);
    if (start >= order_.first_certain * dfa_.class_count) {
      Report(certain_, code_.I32(start));
    }
    llvm::AllocaInst* state = code_.Variable(code_.I32(start));
    llvm::AllocaInst* at = code_.Variable(code_.I64(0));
    code_.While(
        [&] { return ir.CreateICmpNE(code_.Get(at), size); },
        [&] {
          llvm::Value* byte = code_.Wide(
              code_.Load(code_.i8(), code_.At(data, code_.Get(at)), 0));
          llvm::Value* column =
              code_.Load(code_.i8(), code_.At(classes_, byte), 0);
          llvm::Value* next =
              ElementAt(code_, next_,
                        ir.CreateAdd(code_.Get(state),
                                     ir.CreateZExt(column, code_.i32())));
          code_.Set(state, next);
          code_.If(ir.CreateICmpEQ(next, code_.I32(0)),
                   [&] { code_.ReturnVoid(); });
          if (HasReports()) {
            llvm::Value* reports = ir.CreateICmpUGE(
                next, code_.I32(order_.first_certain * dfa_.class_count));
            code_.If(reports, [&] { Report(certain_, next); });
          }
          code_.Set(at, ir.CreateAdd(code_.Get(at), code_.I64(1)));
        });
    if (start != 0) Report(at_end_, code_.Get(state));
    code_.ReturnVoid();
    return code_.function();
  }

 private:
  bool HasReports() const {
    return order_.first_certain <= order_.states.size();
  }
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

}  // namespace

llvm::Function* LowerAutomaton(const LoweringContext& context,
                               std::string_view name,
                               const automata::Dfa& dfa) {
  return AutomatonLowering(context, name, dfa).Lower();
}

}  // namespace iotpf::codegen
