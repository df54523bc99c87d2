// A JSON text as a flat list of nodes in document order.
#ifndef IOTPF_RUNTIME_JSON_JSON_TREE_H_
#define IOTPF_RUNTIME_JSON_JSON_TREE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// What a value is. A number that is no integer in int64 is `Number`.
enum class JsonKind : uint8_t {
  Null,
  Boolean,
  Integer,
  Number,
  String,
  Array,
  Object
};

// One value. The values inside an array or object follow it directly.
struct JsonNode {
  JsonKind kind = JsonKind::Null;
  uint32_t end = 0;       // index of the first node that is not inside this one
  std::string_view name;  // of a member of an object; unescaped
  std::string_view text;  // String: unescaped, UTF-8
  int64_t number = 0;     // Integer; Boolean: 0 or 1
};

enum class JsonOutcome : uint8_t {
  Parsed,
  NotJson,   // RFC 8259 does not allow the bytes
  TooDeep,   // more than kJsonDepth arrays and objects around one value
  TooLarge,  // more than `max_bytes`
};

// Parses one text at a time and keeps its nodes until the next.
//
//   Input    any bytes. A UTF-8 byte order mark before the text and white space
//            around it are accepted; a second text after it is not.
//   Output   member names may repeat. A surrogate without its other half
//            becomes U+FFFD.
//   Cost     one pass; buffers keep their size from text to text.
//   Threads  one at a time for each object.
//   Source   RFC 8259.
class JsonTree {
 public:
  JsonTree();
  ~JsonTree();
  JsonTree(JsonTree&&) noexcept;
  JsonTree& operator=(JsonTree&&) noexcept;

  // Copies the bytes; nodes refer to the copy.
  JsonOutcome Parse(std::string_view bytes, size_t max_bytes);
  // As above without a copy: takes the string.
  JsonOutcome ParseOwned(std::string bytes, size_t max_bytes);

  // The root first; empty unless the last text was parsed.
  const std::vector<JsonNode>& nodes() const { return nodes_; }

 private:
  struct Simdjson;  // keeps the library out of this header

  JsonOutcome ParseBuffer(size_t size, size_t max_bytes);

  std::unique_ptr<Simdjson> simdjson_;
  std::string buffer_;
  std::vector<JsonNode> nodes_;
};

// A place in a tree, or nowhere: reading on from nowhere stays there, so a
// chain of members needs one test at its end.
class JsonView {
 public:
  JsonView() = default;
  explicit JsonView(const JsonTree& tree)
      : nodes_(tree.nodes().data()), index_(0) {
    if (tree.nodes().empty()) nodes_ = nullptr;
  }

  bool exists() const { return nodes_ != nullptr; }
  bool is(JsonKind kind) const { return exists() && node().kind == kind; }
  bool is_null() const { return is(JsonKind::Null); }
  // A value other than null.
  bool is_given() const { return exists() && !is_null(); }
  // Requires exists().
  const JsonNode& node() const { return nodes_[index_]; }

  // The last member so named, as most readers take it.
  JsonView operator[](std::string_view name) const;
  std::optional<std::string_view> text() const;
  std::optional<int64_t> integer() const;
  std::optional<bool> boolean() const;

  // Elements or members: for (v = First(); v.exists(); v = v.Next(parent)).
  JsonView First() const;
  JsonView Next(JsonView parent) const;

 private:
  JsonView(const JsonNode* nodes, uint32_t index)
      : nodes_(nodes), index_(index) {}

  const JsonNode* nodes_ = nullptr;
  uint32_t index_ = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_JSON_JSON_TREE_H_
