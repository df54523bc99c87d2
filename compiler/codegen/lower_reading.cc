// A reading is all that rules ask of one field, or of one key of it.
//
//   present, nothing open, and every value whole and of the expected kind:
//     value_R for each value; then all is known, and what does not hold is
//     false
//   parts of values, lists that go on, JSON values of several kinds:
//     parts_R; then all is known but what it puts in doubt
//   else
//     any_reading, which sets every bit anew
//   COUNT: of the slot alone, in both cases

#include "compiler/codegen/lower_reading.h"

#include "compiler/codegen/describe_tests.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/host_regexes.h"
#include "compiler/codegen/lower_any_reading.h"
#include "compiler/codegen/lower_count.h"
#include "compiler/codegen/lower_parts.h"
#include "compiler/codegen/lower_value.h"
#include "compiler/codegen/part_tests.h"
#include "compiler/codegen/value_tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <vector>

namespace iotpf::codegen {
namespace {

class ReadingLowering {
 public:
  ReadingLowering(const LoweringContext& context, uint32_t index,
                  const ValueTests& tests)
      : context_(context),
        index_(index),
        tests_(tests),
        bits_(context.order->of_reading[index]),
        code_(context.module, fmt::format("reading_{}", index),
              llvm::Type::getVoidTy(context.module.getContext()),
              {Pointer(), Pointer(), Pointer()}) {}

  llvm::Function* Lower() {
    llvm::Function* whole =
        tests_.gain != ValueTests::Gain::None ? WholeValues() : nullptr;
    llvm::IRBuilder<>& ir = code_.ir();
    llvm::AllocaInst* is_done = code_.Variable(code_.Bool(false));
    for (llvm::Function* test : {whole, parts_}) {
      if (test == nullptr) continue;
      code_.If(ir.CreateNot(code_.Get(is_done)), [&] {
        code_.Set(is_done,
                  ir.CreateCall(test, {code_.argument(0), code_.argument(1),
                                       code_.argument(2)}));
      });
    }
    code_.If(ir.CreateNot(code_.Get(is_done)), [&] {
      ir.CreateCall(context_.any_reading,
                    {code_.argument(0), code_.argument(1), code_.argument(2),
                     code_.I32(bits_.first), code_.I32(bits_.count)});
    });
    for (uint32_t i = 0; i < bits_.count; ++i) LowerCountAt(bits_.first + i);
    code_.ReturnVoid();
    return code_.function();
  }

 private:
  llvm::Type* Pointer() const {
    return llvm::PointerType::getUnqual(context_.module.getContext());
  }

  llvm::Function* WholeValues();
  llvm::Function* Parts(llvm::Function* test);
  void LowerCountAt(uint32_t bit);
  void Finish(FunctionBuilder& code, bool has_doubts);

  const LoweringContext& context_;
  uint32_t index_;
  const ValueTests& tests_;
  ir::BitRange bits_;
  FunctionBuilder code_;
  llvm::Function* parts_ = nullptr;
};

// i1 whole(ptr slot, ptr state, ptr host): whether the slot was of that kind.
llvm::Function* ReadingLowering::WholeValues() {
  llvm::Function* test = LowerValue(context_, index_, tests_);
  parts_ = Parts(test);
  FunctionBuilder code(context_.module, fmt::format("whole_{}", index_),
                       code_.i1(), {Pointer(), Pointer(), Pointer()});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* slot = code.argument(0);
  llvm::Value* presence =
      code.Load(code.i8(), slot, offsetof(iotpf_slot, presence));
  llvm::Value* open = code.Load(code.i8(), slot, offsetof(iotpf_slot, open));
  llvm::Value* is_whole =
      ir.CreateAnd(ir.CreateICmpEQ(presence, code.I8(IOTPF_PRESENT)),
                   ir.CreateICmpEQ(open, code.I8(0)));
  code.ReturnIf(ir.CreateNot(is_whole), code.Bool(false));

  // The kind and, behind it, no flag.
  static_assert(offsetof(iotpf_value, flags) ==
                offsetof(iotpf_value, kind) + sizeof(uint16_t));
  const iotpf_value_kind wanted =
      tests_.are_integers ? IOTPF_VALUE_INTEGER : IOTPF_VALUE_BYTES;
  llvm::AllocaInst* value =
      code.Variable(code.Load(Pointer(), slot, offsetof(iotpf_slot, values)));
  llvm::Value* count = code.Load(code.i32(), slot, offsetof(iotpf_slot, count));
  code.ForEach(code.I32(0), count, [&](llvm::Value*) {
    llvm::Value* row = code.Get(value);
    llvm::Value* kind = code.Load(code.i16(), row, offsetof(iotpf_value, kind));
    llvm::Value* flags =
        code.Load(code.i16(), row, offsetof(iotpf_value, flags));
    llvm::Value* is_expected =
        ir.CreateAnd(ir.CreateICmpEQ(kind, ir.getInt16(wanted)),
                     ir.CreateICmpEQ(flags, ir.getInt16(0)));
    code.ReturnIf(ir.CreateNot(is_expected), code.Bool(false));
    ir.CreateCall(test, {row, code.argument(1), code.argument(2)});
    code.Set(value, code.At(row, sizeof(iotpf_value)));
  });
  Finish(code, /*has_doubts=*/false);
  code.Return(code.Bool(true));
  return code.function();
}

// The same for a slot of which more may follow. Null: any_reading does as well.
llvm::Function* ReadingLowering::Parts(llvm::Function* test) {
  if (tests_.gain != ValueTests::Gain::Much) return nullptr;
  const auto tests = SortPartTests(context_.ruleset, *context_.order, index_);
  if (!tests) return nullptr;
  llvm::Function* parts = LowerParts(context_, index_, *tests, test);
  FunctionBuilder code(context_.module, fmt::format("shown_{}", index_),
                       code_.i1(), {Pointer(), Pointer(), Pointer()});
  llvm::Value* is_done = code.ir().CreateCall(
      parts, {code.argument(0), code.argument(1), code.argument(2)});
  code.ReturnIf(code.ir().CreateNot(is_done), code.Bool(false));
  Finish(code, /*has_doubts=*/true);
  code.Return(code.Bool(true));
  return code.function();
}

// All bits are known but those in doubt; those of NOT_EQUAL say the opposite so
// far.
void ReadingLowering::Finish(FunctionBuilder& code, bool has_doubts) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* state = code.argument(1);
  const StateLayout& layout = context_.layout;
  LowerSetRun(code, code.At(state, layout.known()), bits_);
  if (has_doubts) LowerLeaveOpen(code, context_, state, bits_);
  std::map<uint32_t, uint64_t> flipped;
  std::map<uint32_t, uint64_t> set;
  for (const uint32_t bit : tests_.negated) {
    flipped[bit / 64] |= uint64_t{1} << bit % 64;
  }
  for (const uint32_t bit : tests_.present) {
    set[bit / 64] |= uint64_t{1} << bit % 64;
  }
  const auto change = [&](uint32_t word, const auto& how) {
    const uint64_t place = layout.holds() + 8 * uint64_t{word};
    code.Store(how(code.Load(code.i64(), state, place)), state, place);
  };
  for (const auto& [word, mask] : flipped) {
    llvm::Value* known =
        code.Load(code.i64(), state, layout.known() + 8 * uint64_t{word});
    change(word, [&, bits = mask](llvm::Value* before) {
      return ir.CreateXor(before, ir.CreateAnd(known, code.I64(bits)));
    });
  }
  for (const auto& [word, mask] : set) {
    change(word, [&, bits = mask](llvm::Value* before) {
      return ir.CreateOr(before, code.I64(bits));
    });
  }
  // What an absent reading of the field would make hold.
  std::map<uint32_t, uint64_t> cleared;
  for (uint32_t bit = bits_.first; bit < bits_.first + bits_.count; ++bit) {
    const ir::Predicate& predicate =
        context_.ruleset.predicates[context_.order->at_bit[bit]];
    if (predicate.op == IOTPF_OP_ABSENT) {
      cleared[bit / 64] |= uint64_t{1} << bit % 64;
    }
  }
  for (const auto& [word, mask] : cleared) {
    change(word, [&, bits = mask](llvm::Value* before) {
      return ir.CreateAnd(before, code.I64(~bits));
    });
  }
}

void ReadingLowering::LowerCountAt(uint32_t bit) {
  const uint32_t index = context_.order->at_bit[bit];
  const ir::Predicate& predicate = context_.ruleset.predicates[index];
  if (predicate.op != IOTPF_OP_COUNT) return;
  FunctionBuilder count(context_.module, fmt::format("count_{}", index),
                        code_.i8(), {Pointer()});
  LowerCount(count, context_, predicate, count.argument(0));
  llvm::Value* truth =
      code_.ir().CreateCall(count.function(), {code_.argument(0)});
  code_.ir().CreateCall(context_.set_truth,
                        {code_.argument(1), code_.I32(bit), truth});
}

bool HasCount(const LoweringContext& context, uint32_t index) {
  const ir::BitRange bits = context.order->of_reading[index];
  for (uint32_t i = 0; i < bits.count; ++i) {
    const uint32_t predicate = context.order->at_bit[bits.first + i];
    if (context.ruleset.predicates[predicate].op == IOTPF_OP_COUNT) return true;
  }
  return false;
}

// The tests as they are lowered: those that gain little may have no room, and
// none has where plain tests are wanted.
ValueTests ChooseTests(const LoweringContext& context, uint32_t index,
                       uint32_t& small_left) {
  ValueTests tests = SortTests(context.ruleset, *context.order, index);
  if (context.plain_tests) tests.gain = ValueTests::Gain::None;
  const Field field = context.ruleset.readings[index].field;
  const bool has_key = InfoOf(field).key != KeyKind::NoKey;
  if (tests.gain != ValueTests::Gain::Little || !has_key) return tests;
  if (small_left == 0) {
    tests.gain = ValueTests::Gain::None;
  } else {
    --small_left;
  }
  return tests;
}

void TellChoice(const LoweringContext& context, uint32_t index,
                const ValueTests& tests) {
  CodeFindings& findings = *context.findings;
  std::vector<HostRegex> host =
      FindHostRegexes(context.ruleset, *context.order, index, tests);
  if (findings.report != nullptr) {
    findings.report->readings.push_back(
        DescribeTests(context.ruleset, *context.order, index, tests, host));
  }
  // Plain tests are asked for: that regexes are left is no finding.
  if (context.plain_tests) return;
  std::ranges::move(host, std::back_inserter(findings.host_regexes));
}

// What the module grows by. It has functions and tables before.
class CodeMeter {
 public:
  explicit CodeMeter(const llvm::Module& module)
      : module_(module),
        last_function_(std::prev(module.end())),
        last_table_(std::prev(module.globals().end())) {}

  void AddTo(CompileReport::Reading& reading) const {
    for (auto it = std::next(last_function_); it != module_.end(); ++it) {
      ++reading.functions;
    }
    const llvm::DataLayout& layout = module_.getDataLayout();
    const auto tables = module_.globals().end();
    for (auto it = std::next(last_table_); it != tables; ++it) {
      reading.table_bytes += layout.getTypeAllocSize(it->getValueType());
    }
  }

 private:
  const llvm::Module& module_;
  llvm::Module::const_iterator last_function_;
  llvm::Module::const_global_iterator last_table_;
};

}  // namespace

llvm::Function* LowerReading(const LoweringContext& context, uint32_t index,
                             uint32_t& small_left) {
  CompileReport* report = context.findings->report;
  EnterStage(report, kChooseStage);
  const ValueTests tests = ChooseTests(context, index, small_left);
  TellChoice(context, index, tests);
  EnterStage(report, kMakeIrStage);
  if (tests.gain == ValueTests::Gain::None && !HasCount(context, index)) {
    return nullptr;
  }
  const CodeMeter meter(context.module);
  llvm::Function* function = ReadingLowering(context, index, tests).Lower();
  if (report != nullptr) meter.AddTo(report->readings.back());
  return function;
}

bool HoldsWhereAbsent(const LoweringContext& context,
                      const ir::Predicate& predicate) {
  if (predicate.op == IOTPF_OP_ABSENT) return true;
  if (predicate.op != IOTPF_OP_COUNT) return false;
  const auto first =
      context.ruleset.constants.begin() + predicate.first_constant;
  return std::any_of(first, first + predicate.constant_count,
                     [](const ir::Constant& constant) {
                       return constant.kind == IOTPF_CONSTANT_INTEGER &&
                              constant.first <= 0 && 0 <= constant.last;
                     });
}

}  // namespace iotpf::codegen
