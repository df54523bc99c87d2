// Some stages: what is known of their fields, then the readings that they show.
//
//   advance(stages)
//     begin         at the first: nothing is known
//     stage_S       for each: predicates on fields without more to show are
//                   known; those that ask for absence hold
//     for each reading that is shown
//       reading_R   its tests, or any_reading; both start from known and false
//       doubt       where its field goes on: the reading differs from the rest
//
// The time follows what a session shows, not what rules ask for.

#include "compiler/codegen/lower_stages.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_any_reading.h"
#include "compiler/codegen/lower_reading.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <vector>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kNoFunction = 0;

// Rows of the table of readings, in words of 32 bits.
enum Column : uint32_t {
  kFirstBit,
  kBitCount,
  kField,
  kStages,    // a bit: its stage
  kFunction,  // kNoFunction: any_reading; else its number, from 1
  kColumns
};

class StagesLowering {
 public:
  explicit StagesLowering(const LoweringContext& context)
      : context_(context), layout_(context.layout) {}

  llvm::Function* Lower() {
    MakeTables();
    begin_ = Begin();
    show_ = Show();
    return Advance();
  }

 private:
  FunctionBuilder Helper(std::string_view name, llvm::Type* result,
                         std::initializer_list<llvm::Type*> parameters) {
    return FunctionBuilder(context_.module, name, result, parameters);
  }
  void SetBit(FunctionBuilder& code, llvm::Value* state, uint64_t array,
              uint32_t bit) {
    SetMask(code, state, array, bit / 64, uint64_t{1} << bit % 64);
  }
  void SetMask(FunctionBuilder& code, llvm::Value* state, uint64_t array,
               uint32_t word, uint64_t mask) {
    const uint64_t place = array + 8 * uint64_t{word};
    llvm::Value* bits = code.Load(i64_, state, place);
    code.Store(code.ir().CreateOr(bits, code.I64(mask)), state, place);
  }

  void MakeTables();
  llvm::Function* Begin();
  llvm::Function* StageFunction(Stage stage);
  void LowerField(FunctionBuilder& code, Field field);
  void LowerRecord(FunctionBuilder& code, uint32_t predicate);
  llvm::Function* Show();
  llvm::Function* Advance();

  const LoweringContext& context_;
  const StateLayout& layout_;
  llvm::Type* void_ = llvm::Type::getVoidTy(context_.module.getContext());
  llvm::Type* i8_ = llvm::Type::getInt8Ty(context_.module.getContext());
  llvm::Type* i32_ = llvm::Type::getInt32Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
  llvm::GlobalVariable* readings_ = nullptr;
  llvm::GlobalVariable* functions_ = nullptr;
  llvm::Function* begin_ = nullptr;
  llvm::Function* show_ = nullptr;
};

void StagesLowering::MakeTables() {
  const ir::Ruleset& ruleset = context_.ruleset;
  std::vector<llvm::Function*> functions;
  std::vector<uint32_t> rows;
  uint32_t small_left = kMaxSmallReadings;
  for (uint32_t i = 0; i < ruleset.readings.size(); ++i) {
    const ir::BitRange bits = context_.order->of_reading[i];
    const Field field = ruleset.readings[i].field;
    llvm::Function* function = LowerReading(context_, i, small_left);
    uint32_t number = kNoFunction;
    if (function != nullptr) {
      functions.push_back(function);
      number = static_cast<uint32_t>(functions.size());
    }
    rows.insert(
        rows.end(),
        {bits.first, bits.count, static_cast<uint32_t>(field),
         uint32_t{1} << static_cast<uint32_t>(InfoOf(field).stage), number});
  }
  readings_ = ConstantTable(context_.module, "readings", rows);
  functions_ = FunctionTable(context_.module, "reading_functions", functions);
}

// void begin(ptr state): nothing holds, nothing is known, nothing in doubt.
llvm::Function* StagesLowering::Begin() {
  FunctionBuilder code = Helper("begin", void_, {pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* state = code.argument(0);
  llvm::Value* doubts = code.Load(i64_, state, layout_.has_doubts());
  code.If(ir.CreateICmpNE(doubts, code.I64(0)), [&] {
    code.Fill(code.At(state, layout_.doubted()), 0, layout_.predicate_words, 0);
  });
  code.Fill(
      code.At(state, layout_.holds()), 0,
      static_cast<uint32_t>((layout_.has_doubts() - layout_.holds()) / 8 + 1),
      0);
  code.ReturnVoid();
  return code.function();
}

// A field that shows no more: all that asks for it is known.
void StagesLowering::LowerField(FunctionBuilder& code, Field field) {
  const ir::BitRange range =
      context_.order->of_field[static_cast<size_t>(field)];
  llvm::Value* session = code.argument(0);
  llvm::Value* state = code.argument(1);
  llvm::Value* rest =
      code.Load(pointer_, session, offsetof(iotpf_session, rest));
  llvm::Value* presence = code.Load(i8_, rest, static_cast<uint64_t>(field));
  // What holds of readings that are not there.
  std::map<uint32_t, uint64_t> holds;
  for (uint32_t bit = range.first; bit < range.first + range.count; ++bit) {
    const ir::Predicate& predicate =
        context_.ruleset.predicates[context_.order->at_bit[bit]];
    if (HoldsWhereAbsent(context_, predicate)) {
      holds[bit / 64] |= uint64_t{1} << bit % 64;
    }
  }
  code.If(code.ir().CreateICmpEQ(presence, code.I8(IOTPF_ABSENT)), [&] {
    LowerSetRun(code, code.At(state, layout_.known()), range);
    SetBit(code, state, layout_.known(), layout_.BitOf(field));
    for (const auto& [word, mask] : holds) {
      SetMask(code, state, layout_.holds(), word, mask);
    }
  });
}

void StagesLowering::LowerRecord(FunctionBuilder& code, uint32_t predicate) {
  llvm::IRBuilder<>& ir = code.ir();
  const uint32_t record = context_.ruleset.predicates[predicate].reading;
  llvm::Value* state = code.argument(1);
  llvm::Value* records =
      code.Load(pointer_, code.argument(0), offsetof(iotpf_session, records));
  llvm::Value* presence = code.Load(i8_, records, record);
  code.If(ir.CreateICmpNE(presence, code.I8(IOTPF_UNOBSERVED)), [&] {
    const uint32_t bit = context_.order->bit_of[predicate];
    SetBit(code, state, layout_.known(), bit);
    SetBit(code, state, layout_.known(),
           layout_.BitOf(static_cast<Record>(record)));
    code.If(ir.CreateICmpEQ(presence, code.I8(IOTPF_PRESENT)),
            [&] { SetBit(code, state, layout_.holds(), bit); });
  });
}

// void stage(ptr session, ptr state), or null where no predicate is of it.
llvm::Function* StagesLowering::StageFunction(Stage stage) {
  std::vector<uint32_t> records;
  std::set<Field> fields;
  for (uint32_t i = 0; i < context_.ruleset.predicates.size(); ++i) {
    const ir::Predicate& predicate = context_.ruleset.predicates[i];
    if (predicate.stage != stage) continue;
    if (predicate.op == IOTPF_OP_RECORD_PRESENT) {
      records.push_back(i);
    } else {
      fields.insert(context_.ruleset.readings[predicate.reading].field);
    }
  }
  if (records.empty() && fields.empty()) return nullptr;
  FunctionBuilder code =
      Helper(fmt::format("stage_{}", static_cast<int>(stage)), void_,
             {pointer_, pointer_});
  for (const uint32_t predicate : records) LowerRecord(code, predicate);
  for (const Field field : fields) LowerField(code, field);
  code.ReturnVoid();
  return code.function();
}

// void show(ptr session, ptr state, ptr host, i32 stages): the readings of the
// stages that are shown.
llvm::Function* StagesLowering::Show() {
  FunctionBuilder code =
      Helper("show", void_, {pointer_, pointer_, pointer_, i32_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* session = code.argument(0);
  llvm::Value* state = code.argument(1);
  llvm::Value* host = code.argument(2);
  const auto member = [&](size_t offset) {
    return code.Load(pointer_, session, offset);
  };
  llvm::Value* slots = member(offsetof(iotpf_session, slots));
  llvm::Value* rest = member(offsetof(iotpf_session, rest));
  llvm::Value* shown = member(offsetof(iotpf_session, shown));
  llvm::Value* count =
      code.Load(i32_, session, offsetof(iotpf_session, shown_count));
  llvm::AllocaInst* index = code.Variable(code.I32(0));
  code.While(
      [&] { return ir.CreateICmpULT(code.Get(index), count); },
      [&] {
        llvm::Value* place = ir.CreateShl(code.Wide(code.Get(index)), 2);
        llvm::Value* reading =
            code.Wide(code.Load(i32_, code.At(shown, place), 0));
        code.Set(index, ir.CreateAdd(code.Get(index), code.I32(1)));
        llvm::Value* row = TableRow(code, readings_, reading, kColumns);
        const auto column = [&](Column wanted) {
          return TableColumn(code, row, wanted);
        };
        llvm::Value* is_of_stages = ir.CreateICmpNE(
            ir.CreateAnd(code.argument(3), column(kStages)), code.I32(0));
        code.If(is_of_stages, [&] {
          llvm::Value* slot = code.At(
              slots, ir.CreateMul(reading, code.I64(sizeof(iotpf_slot))));
          llvm::Value* first = column(kFirstBit);
          llvm::Value* bits = column(kBitCount);
          llvm::Value* number = column(kFunction);
          llvm::Value* is_any = ir.CreateICmpEQ(number, code.I32(kNoFunction));
          code.If(is_any, [&] {
            ir.CreateCall(context_.any_reading,
                          {slot, state, host, first, bits});
          });
          code.If(ir.CreateNot(is_any), [&] {
            llvm::FunctionType* type = llvm::FunctionType::get(
                void_, {pointer_, pointer_, pointer_}, false);
            llvm::CallInst* call = ir.CreateCall(
                type,
                FunctionAt(code, functions_, ir.CreateSub(number, code.I32(1))),
                {slot, state, host});
            call->setDoesNotThrow();
          });
          llvm::Value* presence =
              code.Load(i8_, code.At(rest, code.Wide(column(kField))), 0);
          code.If(ir.CreateICmpNE(presence, code.I8(IOTPF_ABSENT)), [&] {
            ir.CreateCall(context_.set_bits,
                          {code.At(state, layout_.doubted()), first, bits});
            code.Store(code.I64(1), state, layout_.has_doubts());
          });
        });
      });
  code.ReturnVoid();
  return code.function();
}

// iotpf_advance_function.
llvm::Function* StagesLowering::Advance() {
  FunctionBuilder code =
      Helper("advance", void_, {pointer_, i32_, pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* session = code.argument(0);
  llvm::Value* stages = code.argument(1);
  llvm::Value* state = code.argument(2);
  const auto has_stage = [&](uint32_t number) {
    return ir.CreateICmpNE(ir.CreateAnd(stages, uint64_t{1} << number),
                           code.I32(0));
  };
  code.If(has_stage(0), [&] { ir.CreateCall(begin_, {state}); });
  code.Store(code.I64(0), state, layout_.has_roots());
  for (uint32_t i = 0; i < kStageCount; ++i) {
    llvm::Function* run = StageFunction(static_cast<Stage>(i));
    if (run == nullptr) continue;
    code.If(has_stage(i), [&] { ir.CreateCall(run, {session, state}); });
  }
  ir.CreateCall(show_, {session, state, code.argument(3), stages});
  code.ReturnVoid();
  return code.function();
}

}  // namespace

llvm::Function* LowerAdvance(const LoweringContext& context) {
  return StagesLowering(context).Lower();
}

}  // namespace iotpf::codegen
