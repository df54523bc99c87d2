// JSON texts as flat lists of nodes.
//
// simdjson finds the tokens and checks UTF-8; this file walks its on-demand
// iterators once and checks each scalar itself. The tree of simdjson (DOM)
// would refuse a whole text for one integer above 64 bits, one number above a
// double's range or one lone surrogate. Servers send all three, RFC 8259 allows
// them, and rules want the members beside them.
//
// Nodes stand in document order, each with the index of the first node after
// its descendants:
//
//   {"a":[1,2],"b":3}     0 Object end 5
//                         1  a Array end 4
//                         2   1       3   2
//                         4  b 3
//
// so a search is one loop, and leaving a subtree out is one assignment. Strings
// are unescaped where they stand: the result is never longer than its source,
// and the iterators look only at where tokens begin.

#include "runtime/json/json_tree.h"

#include <simdjson.h>

#include <charconv>
#include <utility>

#include "runtime/json/json_string.h"
#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Whether a value, or a byte order mark, follows the white space.
//
//   Source   RFC 8259, sections 2 and 3.
bool MayBeginJson(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  constexpr std::string_view kFirst = "{[\"-0123456789tfn\xEF";
  return kFirst.find(text[first]) != std::string_view::npos;
}

std::string_view WithoutSpaceBehind(std::string_view text) {
  const size_t last = text.find_last_not_of(" \t\r\n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Consumes digits; false when there are none.
bool TakeDigits(std::string_view& text) {
  size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') {
    ++count;
  }
  text.remove_prefix(count);
  return count > 0;
}

// RFC 8259, section 6. Sets kind and number.
bool ReadNumber(std::string_view token, JsonNode& node) {
  std::string_view rest = token;
  if (rest.starts_with('-')) rest.remove_prefix(1);
  if (rest.starts_with('0')) {
    rest.remove_prefix(1);
  } else if (!TakeDigits(rest)) {
    return false;
  }
  node.kind = JsonKind::Number;
  if (rest.empty()) {
    const auto [end, error] =
        std::from_chars(token.data(), token.data() + token.size(), node.number);
    if (error == std::errc()) node.kind = JsonKind::Integer;
    return true;
  }
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    if (!TakeDigits(rest)) return false;
  }
  if (rest.starts_with('e') || rest.starts_with('E')) {
    rest.remove_prefix(1);
    if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
    if (!TakeDigits(rest)) return false;
  }
  return rest.empty();
}

// Walks one text. Every function returns Parsed or what stopped it.
class TreeBuilder {
 public:
  TreeBuilder(std::string& buffer, std::vector<JsonNode>& nodes)
      : buffer_(buffer), nodes_(nodes) {}

  JsonOutcome Document(ondemand::document& document, const char* end) {
    ondemand::json_type type;
    if (document.type().get(type)) return JsonOutcome::NotJson;
    if (type != ondemand::json_type::array &&
        type != ondemand::json_type::object) {
      // The token reaches to the next one: here, to the end of the text.
      std::string_view token;
      if (document.raw_json_token().get(token) ||
          token.data() + token.size() != end) {
        return JsonOutcome::NotJson;
      }
      return Scalar(token, {});
    }
    const JsonOutcome outcome = Container(document, type, {}, 0);
    if (outcome != JsonOutcome::Parsed) return outcome;
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS
               ? JsonOutcome::Parsed
               : JsonOutcome::NotJson;
  }

 private:
  // `place`: a document or a value.
  template <class Place>
  JsonOutcome Container(Place& place, ondemand::json_type type,
                        std::string_view name, size_t depth) {
    if (depth == kJsonDepth) return JsonOutcome::TooDeep;
    if (nodes_.size() == kJsonNodes) return JsonOutcome::TooLarge;
    const size_t index = nodes_.size();
    const bool is_array = type == ondemand::json_type::array;
    JsonNode& node = nodes_.emplace_back();
    node.kind = is_array ? JsonKind::Array : JsonKind::Object;
    node.name = name;
    const JsonOutcome outcome =
        is_array ? Elements(place, depth) : Members(place, depth);
    nodes_[index].end = static_cast<uint32_t>(nodes_.size());
    return outcome;
  }

  template <class Place>
  JsonOutcome Elements(Place& place, size_t depth) {
    ondemand::array array;
    if (place.get_array().get(array)) return JsonOutcome::NotJson;
    for (auto element : array) {
      ondemand::value value;
      if (element.get(value)) return JsonOutcome::NotJson;
      const JsonOutcome outcome = Value(value, {}, depth + 1);
      if (outcome != JsonOutcome::Parsed) return outcome;
    }
    return JsonOutcome::Parsed;
  }

  template <class Place>
  JsonOutcome Members(Place& place, size_t depth) {
    ondemand::object object;
    if (place.get_object().get(object)) return JsonOutcome::NotJson;
    for (auto member : object) {
      ondemand::field field;
      if (std::move(member).get(field)) return JsonOutcome::NotJson;
      JsonString name;
      if (!UnescapeJsonString(Writable(field.key().raw()), End(), name)) {
        return JsonOutcome::NotJson;
      }
      const JsonOutcome outcome = Value(field.value(), name.text, depth + 1);
      if (outcome != JsonOutcome::Parsed) return outcome;
    }
    return JsonOutcome::Parsed;
  }

  JsonOutcome Value(ondemand::value& value, std::string_view name,
                    size_t depth) {
    ondemand::json_type type;
    if (value.type().get(type)) return JsonOutcome::NotJson;
    if (type == ondemand::json_type::array ||
        type == ondemand::json_type::object) {
      return Container(value, type, name, depth);
    }
    const std::string_view token = value.raw_json_token();
    // A string is consumed here: the iterator would take one that it has to
    // skip for a member's name where a colon follows, also in an array.
    if (type == ondemand::json_type::string &&
        value.get_raw_json_string().error()) {
      return JsonOutcome::NotJson;
    }
    return Scalar(token, name);
  }

  // `token`: from the first byte of a scalar to the next token.
  JsonOutcome Scalar(std::string_view token, std::string_view name) {
    if (nodes_.size() == kJsonNodes) return JsonOutcome::TooLarge;
    JsonNode node;
    node.end = static_cast<uint32_t>(nodes_.size() + 1);
    node.name = name;
    if (token.starts_with('"')) {
      JsonString string;
      if (!UnescapeJsonString(Writable(token.data() + 1), End(), string)) {
        return JsonOutcome::NotJson;
      }
      node.kind = JsonKind::String;
      node.text = string.text;
      const char* token_end = token.data() + token.size();
      if (string.after > token_end) return JsonOutcome::NotJson;
      token = {string.after, static_cast<size_t>(token_end - string.after)};
      if (!WithoutSpaceBehind(token).empty()) return JsonOutcome::NotJson;
    } else if (!ReadWordOrNumber(WithoutSpaceBehind(token), node)) {
      return JsonOutcome::NotJson;
    }
    nodes_.push_back(node);
    return JsonOutcome::Parsed;
  }

  static bool ReadWordOrNumber(std::string_view token, JsonNode& node) {
    if (token == "null") return true;
    if (token == "true" || token == "false") {
      node.kind = JsonKind::Boolean;
      node.number = token == "true" ? 1 : 0;
      return true;
    }
    return ReadNumber(token, node);
  }

  char* Writable(const char* place) {
    return buffer_.data() + (place - buffer_.data());
  }
  const char* End() const { return buffer_.data() + buffer_.size(); }

  std::string& buffer_;
  std::vector<JsonNode>& nodes_;
};

}  // namespace

struct JsonTree::Simdjson {
  ondemand::parser parser;
};

JsonTree::JsonTree() : simdjson_(std::make_unique<Simdjson>()) {}
JsonTree::~JsonTree() = default;
JsonTree::JsonTree(JsonTree&&) noexcept = default;
JsonTree& JsonTree::operator=(JsonTree&&) noexcept = default;

JsonOutcome JsonTree::Parse(std::string_view bytes, size_t max_bytes) {
  nodes_.clear();
  if (bytes.size() > max_bytes) return JsonOutcome::TooLarge;
  // Most bodies are no JSON, and their first character shows it.
  if (!MayBeginJson(bytes)) return JsonOutcome::NotJson;
  buffer_.reserve(bytes.size() + simdjson::SIMDJSON_PADDING);
  buffer_.assign(bytes);
  return ParseBuffer(bytes.size(), max_bytes);
}

JsonOutcome JsonTree::ParseOwned(std::string bytes, size_t max_bytes) {
  nodes_.clear();
  const size_t size = bytes.size();
  buffer_ = std::move(bytes);
  return ParseBuffer(size, max_bytes);
}

JsonOutcome JsonTree::ParseBuffer(size_t size, size_t max_bytes) {
  if (size > max_bytes) return JsonOutcome::TooLarge;
  // Zeros behind the text: no token can be read there.
  buffer_.resize(size + simdjson::SIMDJSON_PADDING);
  const std::string_view text(buffer_.data(), size);
  const size_t skip = text.starts_with(kByteOrderMark) ? 3 : 0;
  const simdjson::padded_string_view padded(buffer_.data() + skip, size - skip,
                                            buffer_.size() - skip);
  ondemand::document document;
  if (simdjson_->parser.iterate(padded).get(document)) {
    return JsonOutcome::NotJson;
  }
  const JsonOutcome outcome =
      TreeBuilder(buffer_, nodes_).Document(document, buffer_.data() + size);
  if (outcome != JsonOutcome::Parsed) nodes_.clear();
  return outcome;
}

JsonView JsonView::operator[](std::string_view name) const {
  JsonView found;
  if (!is(JsonKind::Object)) return found;
  for (JsonView member = First(); member.exists();
       member = member.Next(*this)) {
    if (member.node().name == name) found = member;
  }
  return found;
}

std::optional<std::string_view> JsonView::text() const {
  if (!is(JsonKind::String)) return std::nullopt;
  return node().text;
}

std::optional<int64_t> JsonView::integer() const {
  if (!is(JsonKind::Integer)) return std::nullopt;
  return node().number;
}

std::optional<bool> JsonView::boolean() const {
  if (!is(JsonKind::Boolean)) return std::nullopt;
  return node().number != 0;
}

JsonView JsonView::First() const {
  if (!is(JsonKind::Array) && !is(JsonKind::Object)) return {};
  return index_ + 1 < node().end ? JsonView(nodes_, index_ + 1) : JsonView();
}

JsonView JsonView::Next(JsonView parent) const {
  const uint32_t next = node().end;
  return next < parent.node().end ? JsonView(nodes_, next) : JsonView();
}

}  // namespace iotpf::runtime
