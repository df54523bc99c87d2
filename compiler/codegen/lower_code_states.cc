// A state is what a person would write for it:
//
//   report what is certain            `|=` with a constant
//   pass the run that stays           a call of a vector loop
//   at the end: report, return
//   look at the next byte             a switch over ranges
//
// or, where bytes must follow, one comparison of them all. Nothing is looked at
// where nothing more can be reported.

#include "compiler/codegen/lower_code_states.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/lower_bytes.h"
#include "compiler/codegen/lower_skip.h"
#include "compiler/codegen/state_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {
namespace {

using Enter = std::function<void(uint32_t, llvm::Value*)>;

class CodeStatesLowering {
 public:
  CodeStatesLowering(FunctionBuilder& code, const automata::Dfa& dfa,
                     const AutomatonPlan& plan, const Enter& enter)
      : code_(code), ir_(code.ir()), dfa_(dfa), plan_(plan), enter_(enter) {}

  void Lower() {
    at_ = code_.Variable(code_.I64(0));
    done_ = NewBlock("done");
    for (const uint32_t state : plan_.code) {
      blocks_[state] = NewBlock(fmt::format("state_{}", state));
    }
    for (const uint32_t state : plan_.entered) {
      blocks_[state] = NewBlock(fmt::format("enter_{}", state));
    }
    ir_.CreateBr(BlockOf(dfa_.start));
    for (const uint32_t state : plan_.code) {
      ir_.SetInsertPoint(blocks_.at(state));
      LowerState(state);
    }
    for (const uint32_t state : plan_.entered) {
      ir_.SetInsertPoint(blocks_.at(state));
      enter_(state, code_.Get(at_));
    }
    ir_.SetInsertPoint(done_);
    ir_.CreateRetVoid();
  }

 private:
  llvm::BasicBlock* NewBlock(const std::string& name) {
    return llvm::BasicBlock::Create(ir_.getContext(), name, code_.function());
  }
  llvm::BasicBlock* BlockOf(uint32_t state) {
    return state == dfa_.dead ? done_ : blocks_.at(state);
  }

  void Report(uint32_t list);
  void LowerState(uint32_t state);
  void LowerChain(const automata::Chain& chain);
  void LowerSkipOf(const automata::Skip& skip);
  void LowerEnd(uint32_t state);
  void LowerBranches(uint32_t state, bool is_skipped);

  FunctionBuilder& code_;
  llvm::IRBuilder<>& ir_;
  const automata::Dfa& dfa_;
  const AutomatonPlan& plan_;
  const Enter& enter_;
  llvm::AllocaInst* at_ = nullptr;
  llvm::BasicBlock* done_ = nullptr;
  std::map<uint32_t, llvm::BasicBlock*> blocks_;  // by state
};

void CodeStatesLowering::Report(uint32_t list) {
  llvm::Value* words = code_.argument(2);
  for (const auto& [word, mask] : MasksOf(dfa_, list)) {
    const uint64_t place = sizeof(uint64_t) * uint64_t{word};
    llvm::Value* before = code_.Load(code_.i64(), words, place);
    code_.Store(ir_.CreateOr(before, code_.I64(mask)), words, place);
  }
}

void CodeStatesLowering::LowerState(uint32_t state) {
  Report(dfa_.certain[state]);
  if (automata::IsLast(dfa_, state)) {
    ir_.CreateBr(done_);
    return;
  }
  const automata::Chain chain = ChainOf(dfa_, state, kMaxCodeChain);
  if (!chain.bytes.empty()) return LowerChain(chain);
  if (automata::LeavingBytes(dfa_, state).IsEmpty()) {
    // Whatever follows, the input ends here.
    Report(dfa_.at_end[state]);
    ir_.CreateBr(done_);
    return;
  }
  const auto skip = automata::FindSkip(dfa_, state, kMaxSkipRanges);
  if (skip) LowerSkipOf(*skip);
  LowerEnd(state);
  LowerBranches(state, skip.has_value());
}

void CodeStatesLowering::LowerSkipOf(const automata::Skip& skip) {
  llvm::Module& module = *code_.function()->getParent();
  const SkipRow row = SkipRowOf(skip);
  llvm::Value* table = ConstantBytes(
      module, "run",
      std::string_view(reinterpret_cast<const char*>(&row), sizeof row));
  code_.Set(at_, ir_.CreateCall(LowerSkip(module),
                                {code_.argument(0), code_.argument(1),
                                 code_.Get(at_), table}));
}

void CodeStatesLowering::LowerChain(const automata::Chain& chain) {
  ir::Constant bytes;
  bytes.kind = IOTPF_CONSTANT_BYTES;
  bytes.bytes = chain.bytes;
  bytes.mask = chain.mask;
  llvm::Value* length = code_.I64(chain.bytes.size());
  llvm::Value* at = code_.Get(at_);
  llvm::Value* left = ir_.CreateSub(code_.argument(1), at);
  llvm::BasicBlock* fits = NewBlock("");
  ir_.CreateCondBr(ir_.CreateICmpUGE(left, length), fits, done_);
  ir_.SetInsertPoint(fits);
  llvm::Value* stands =
      LowerStandsAt(code_, code_.At(code_.argument(0), at), bytes);
  code_.Set(at_, ir_.CreateAdd(at, length));
  ir_.CreateCondBr(stands, BlockOf(chain.target), done_);
}

// Returns where the input has ended.
void CodeStatesLowering::LowerEnd(uint32_t state) {
  llvm::Value* is_end = ir_.CreateICmpEQ(code_.Get(at_), code_.argument(1));
  llvm::BasicBlock* more = NewBlock("");
  if (dfa_.at_end[state] == 0) {
    ir_.CreateCondBr(is_end, done_, more);
  } else {
    llvm::BasicBlock* end = NewBlock("");
    ir_.CreateCondBr(is_end, end, more);
    ir_.SetInsertPoint(end);
    Report(dfa_.at_end[state]);
    ir_.CreateBr(done_);
  }
  ir_.SetInsertPoint(more);
}

// To where the next byte leads; most bytes are the default. Bytes of a run that
// was skipped cannot come.
void CodeStatesLowering::LowerBranches(uint32_t state, bool is_skipped) {
  llvm::Value* at = code_.Get(at_);
  llvm::Value* byte =
      code_.Load(code_.i8(), code_.At(code_.argument(0), at), 0);
  code_.Set(at_, ir_.CreateAdd(at, code_.I64(1)));
  std::vector<automata::Branch> branches = automata::BranchesOf(dfa_, state);
  automata::ByteSet live;
  for (const automata::Branch& branch : branches) live.AddSet(branch.bytes);
  branches.push_back({dfa_.dead, live.Complement()});
  std::erase_if(branches, [&](const automata::Branch& branch) {
    return branch.bytes.IsEmpty() || (is_skipped && branch.target == state);
  });
  const auto most = std::ranges::max_element(
      branches, {}, [](const auto& branch) { return branch.bytes.Count(); });
  llvm::BasicBlock* others = BlockOf(most->target);
  branches.erase(most);
  if (branches.empty()) {
    ir_.CreateBr(others);
    return;
  }
  const auto ranges = automata::RangesOf(branches[0].bytes);
  if (branches.size() == 1 && ranges.size() == 1) {
    const auto width = static_cast<uint8_t>(ranges[0].high - ranges[0].low);
    llvm::Value* above = ir_.CreateSub(byte, code_.I8(ranges[0].low));
    ir_.CreateCondBr(ir_.CreateICmpULE(above, code_.I8(width)),
                     BlockOf(branches[0].target), others);
    return;
  }
  llvm::SwitchInst* next = ir_.CreateSwitch(byte, others);
  for (const automata::Branch& branch : branches) {
    branch.bytes.ForEach([&](uint32_t value) {
      next->addCase(ir_.getInt8(static_cast<uint8_t>(value)),
                    BlockOf(branch.target));
    });
  }
}

}  // namespace

void LowerCodeStates(FunctionBuilder& code, const automata::Dfa& dfa,
                     const AutomatonPlan& plan, const Enter& enter) {
  CodeStatesLowering(code, dfa, plan, enter).Lower();
}

}  // namespace iotpf::codegen
