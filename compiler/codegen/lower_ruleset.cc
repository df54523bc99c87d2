// The module: the image, and the functions that its header names.
//
//   advance           stage_S, reading_R     lower_stages.cc, lower_reading.cc
//   claims, scopes    candidates, shape_N    lower_verdict.cc,
//                                            lower_condition.cc
//   is_open           is_open_class          lower_candidates.cc
//
// Every function has a bounded size, because the time of several LLVM passes
// grows faster than the function they work on; what grows with the rules is
// tables. The header holds the distance from the image to each function; in one
// library that is a constant of the linker, so nothing is left to relocate.

#include "compiler/codegen/lower_ruleset.h"

#include "compiler/codegen/automaton_plan.h"
#include "compiler/codegen/lower_any_reading.h"
#include "compiler/codegen/lower_constant_list.h"
#include "compiler/codegen/lower_stages.h"
#include "compiler/codegen/lower_verdict.h"
#include "compiler/codegen/lowering_context.h"

#include <iotpf/check.h>

#include <cstddef>
#include <utility>
#include <vector>

#include <llvm/IR/Constants.h>
#include <llvm/IR/DerivedTypes.h>

namespace iotpf::codegen {
namespace {

constexpr size_t kFunctionCount = 4;

// The type of the image: bytes, the function offsets, bytes.
llvm::StructType* ImageType(llvm::LLVMContext& llvm, size_t size) {
  llvm::Type* byte = llvm::Type::getInt8Ty(llvm);
  llvm::Type* offset = llvm::Type::getInt32Ty(llvm);
  const size_t before = offsetof(iotpf_ruleset, advance);
  const size_t after = size - before - kFunctionCount * sizeof(int32_t);
  return llvm::StructType::get(
      llvm,
      {llvm::ArrayType::get(byte, before), offset, offset, offset, offset,
       llvm::ArrayType::get(byte, after)},
      /*isPacked=*/true);
}

llvm::Constant* ImageValue(llvm::GlobalVariable* image, std::string_view bytes,
                           const std::vector<llvm::Function*>& functions) {
  IOTPF_CHECK(functions.size() == kFunctionCount);
  llvm::LLVMContext& llvm = image->getContext();
  llvm::Type* i64 = llvm::Type::getInt64Ty(llvm);
  llvm::Type* i32 = llvm::Type::getInt32Ty(llvm);
  const size_t before = offsetof(iotpf_ruleset, advance);
  const auto part = [&](std::string_view text) {
    return llvm::ConstantDataArray::getString(llvm, text, /*AddNull=*/false);
  };
  std::vector<llvm::Constant*> fields = {part(bytes.substr(0, before))};
  for (llvm::Function* function : functions) {
    llvm::Constant* distance = llvm::ConstantExpr::getSub(
        llvm::ConstantExpr::getPtrToInt(function, i64),
        llvm::ConstantExpr::getPtrToInt(image, i64));
    fields.push_back(llvm::ConstantExpr::getTrunc(distance, i32));
  }
  fields.push_back(
      part(bytes.substr(before + kFunctionCount * sizeof(int32_t))));
  return llvm::ConstantStruct::get(
      llvm::cast<llvm::StructType>(image->getValueType()), fields);
}

}  // namespace

RulesetPlan PlanRuleset(const ir::Ruleset& ruleset) {
  ir::PredicateOrder order = ir::OrderPredicates(ruleset);
  StateLayout layout(static_cast<uint32_t>(ruleset.predicates.size()),
                     RootCount(ruleset));
  RootShapes shapes = FindRootShapes(ruleset, order, layout);
  for (const RootShapes::Shape& shape : shapes.shapes) {
    if (IsLarge(shape)) layout.AddScratch(shape.nodes.size());
  }
  return {std::move(order), layout, std::move(shapes)};
}

void LowerRuleset(const ir::Ruleset& ruleset, const RulesetPlan& plan,
                  std::string_view image, VectorWidth vectors, bool plain_tests,
                  llvm::Module& module, CodeFindings& findings) {
  auto* global = new llvm::GlobalVariable(
      module, ImageType(module.getContext(), image.size()),
      /*isConstant=*/true, llvm::GlobalValue::ExternalLinkage, nullptr,
      IOTPF_RULESET_SYMBOL);
  global->setAlignment(llvm::Align(8));
  global->setDSOLocal(true);

  LoweringContext context{ruleset, module, global};
  context.vectors = vectors;
  context.plain_tests = plain_tests;
  context.findings = &findings;
  context.order = &plan.order;
  context.layout = plan.layout;
  uint32_t code_branches = kMaxModuleBranches;
  context.code_branches = &code_branches;
  LowerConstantList(context);
  LowerAnyReading(context);
  const VerdictFunctions verdict = LowerVerdict(context, plan.shapes);
  global->setInitializer(ImageValue(global, image,
                                    {LowerAdvance(context), verdict.claims,
                                     verdict.scopes, verdict.is_open}));
}

}  // namespace iotpf::codegen
