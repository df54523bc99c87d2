// Objects and lists of JSON, written by hand.
#ifndef IOTPF_RUNTIME_REPORT_JSON_OBJECT_H_
#define IOTPF_RUNTIME_REPORT_JSON_OBJECT_H_

#include "runtime/report/json_text.h"

#include <string>
#include <string_view>

namespace iotpf::runtime {

// Writes the members of one object; commas come by themselves.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  ~JsonObject() { out_ += '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  // Begins a member; its value is to be written to what is returned. `name` is
  // not of the traffic: nothing of it is escaped.
  std::string& Member(std::string_view name) {
    out_ += is_first_ ? "\"" : ",\"";
    is_first_ = false;
    out_ += name;
    out_ += "\":";
    return out_;
  }
  void Text(std::string_view name, std::string_view value) {
    AppendJsonString(value, Member(name));
  }
  // Empty is null.
  void TextOrNull(std::string_view name, std::string_view value) {
    if (value.empty()) {
      Member(name) += "null";
    } else {
      Text(name, value);
    }
  }

 private:
  std::string& out_;
  bool is_first_ = true;
};

// Writes a list of `items`; `write(item, out)` writes one.
template <class Items, class Write>
void AppendJsonList(const Items& items, std::string& out, Write&& write) {
  out += '[';
  bool is_first = true;
  for (const auto& item : items) {
    if (!is_first) out += ',';
    is_first = false;
    write(item, out);
  }
  out += ']';
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_JSON_OBJECT_H_
