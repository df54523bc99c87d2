// Delta debugging on the trees that the generator made: runs of parts are left
// out, long runs first, then a part gives way to one inside of it; the same for
// fields, values and bytes of the session. All of it again until nothing more
// goes.
//
// What is left need not be well typed. Whoever tests the case compiles it, and
// rules that do not compile do not fail, so the change is taken back. (A.
// Zeller and R. Hildebrandt, "Simplifying and isolating failure-inducing
// input", 2002.)
#include "tests/agreement/shrink_case.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace iotpf::tests {
namespace {

class Shrinker {
 public:
  Shrinker(AgreementCase failing, const CaseTest& fails, size_t max_tries)
      : case_(std::move(failing)), fails_(fails), tries_left_(max_tries) {}

  AgreementCase Run() {
    bool has_changed = true;
    while (has_changed && tries_left_ > 0) {
      has_changed = ShrinkSession();
      has_changed |=
          DropRuns(case_.files, [](const RuleFile&) { return true; });
      for (RuleFile& file : case_.files) has_changed |= ShrinkNode(file.root);
    }
    return std::move(case_);
  }

 private:
  bool StillFails() {
    if (tries_left_ == 0) return false;
    --tries_left_;
    return fails_(case_);
  }

  // Leaves out runs of `parts`, which is inside of the case.
  template <class Part, class MayGo>
  bool DropRuns(std::vector<Part>& parts, const MayGo& may_go) {
    bool has_changed = false;
    for (size_t size = parts.size(); size > 0; size /= 2) {
      size_t at = 0;
      while (at + size <= parts.size()) {
        const auto first = parts.begin() + static_cast<std::ptrdiff_t>(at);
        const auto end = first + static_cast<std::ptrdiff_t>(size);
        if (!std::all_of(first, end, may_go)) {
          ++at;
          continue;
        }
        std::vector<Part> before = parts;
        parts.erase(first, end);
        if (StillFails()) {
          has_changed = true;
        } else {
          parts = std::move(before);
          at += size;
        }
      }
    }
    return has_changed;
  }

  // Sets `value`, which is inside of the case, if it still fails then.
  template <class Value>
  bool Replace(Value& value, Value by) {
    if (value == by) return false;
    std::swap(value, by);
    if (StillFails()) return true;
    std::swap(value, by);
    return false;
  }

  bool ShrinkNode(RuleNode& node) {
    bool has_changed = DropRuns(node.children, [](const RuleNode& child) {
      return child.kind != RuleNode::Kind::Fixed;
    });
    for (RuleNode& child : node.children) {
      while (PutPartInPlace(child)) has_changed = true;
      has_changed |= ShrinkNode(child);
    }
    return has_changed;
  }

  // `not a` becomes `a`, a provider one of its platforms.
  bool PutPartInPlace(RuleNode& node) {
    if (node.kind == RuleNode::Kind::Fixed) return false;
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (node.children[i].kind != node.kind) continue;
      RuleNode part = node.children[i];
      std::swap(node, part);
      if (StillFails()) return true;
      std::swap(node, part);
    }
    return false;
  }

  bool ShrinkSession() {
    SessionPlan& session = case_.session;
    bool has_changed =
        DropRuns(session.fields, [](const FieldPlan&) { return true; });
    for (Presence& record : session.records) {
      has_changed |= Replace(record, Presence::Unobserved);
    }
    for (FieldPlan& field : session.fields) has_changed |= ShrinkField(field);
    return has_changed;
  }

  bool ShrinkField(FieldPlan& field) {
    bool has_changed =
        DropRuns(field.values, [](const ValuePlan&) { return true; });
    has_changed |= Replace(field.is_excerpt, false);
    has_changed |= Replace(field.is_open, false);
    for (ValuePlan& value : field.values) {
      has_changed |= Replace(value.is_partial, false);
      has_changed |= ShrinkBytes(value.bytes);
    }
    return has_changed;
  }

  bool ShrinkBytes(std::string& bytes) {
    bool has_changed = false;
    for (size_t size = bytes.size(); size > 0; size /= 2) {
      for (size_t at = 0; at + size <= bytes.size();) {
        std::string shorter = bytes;
        shorter.erase(at, size);
        if (Replace(bytes, std::move(shorter))) {
          has_changed = true;
        } else {
          at += size;
        }
      }
    }
    return has_changed;
  }

  AgreementCase case_;
  const CaseTest& fails_;
  size_t tries_left_;
};

}  // namespace

std::vector<RuleSource> AgreementCase::Sources() const {
  std::vector<RuleSource> sources;
  for (const RuleFile& file : files) {
    RuleSource& source = sources.emplace_back();
    source.name = file.name;
    source.text = file.Text();
  }
  return sources;
}

AgreementCase ShrinkCase(AgreementCase failing, const CaseTest& fails,
                         size_t max_tries) {
  return Shrinker(std::move(failing), fails, max_tries).Run();
}

}  // namespace iotpf::tests
