// Text of rules as a tree of its parts, so that parts can be taken out.
#ifndef IOTPF_TESTS_AGREEMENT_RULE_NODE_H_
#define IOTPF_TESTS_AGREEMENT_RULE_NODE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::tests {

// A part of a rule file: what is written before, between and after its parts.
//
//   Item        a declaration, a statement, an element of a list: may be left
//               out, or replaced by an item inside of it
//   Expression  an operand: may be left out, or replaced by an expression
//   inside Fixed       neither
//
// What is left after a change need not be a rule file; the compiler decides.
struct RuleNode {
  enum class Kind : uint8_t { Fixed, Item, Expression };

  Kind kind = Kind::Fixed;
  std::string before;
  std::vector<RuleNode> children;
  std::string between;
  std::string after;
};

inline RuleNode Item(std::string text) {
  return {RuleNode::Kind::Item, std::move(text), {}, "", ""};
}
inline RuleNode Expression(std::string text) {
  return {RuleNode::Kind::Expression, std::move(text), {}, "", ""};
}

// `before` { children } on lines of their own.
inline RuleNode Braces(std::string before) {
  return {RuleNode::Kind::Item, std::move(before) + " {\n", {}, "", "}\n"};
}

inline void AppendText(const RuleNode& node, std::string& text) {
  text += node.before;
  for (size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) text += node.between;
    AppendText(node.children[i], text);
  }
  text += node.after;
}

// A file of rules.
struct RuleFile {
  std::string name;
  RuleNode root;

  std::string Text() const {
    std::string text;
    AppendText(root, text);
    return text;
  }
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RULE_NODE_H_
