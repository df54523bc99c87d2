// The table of fields, for people and for programs.
#ifndef IOTPF_TOOLS_LIST_FIELDS_H_
#define IOTPF_TOOLS_LIST_FIELDS_H_

#include <iotpf/field.h>

#include <string>
#include <string_view>

namespace iotpf::tools {

// A field as rules write it: `http.request.header["NAME"]`.
std::string FieldForm(const FieldInfo& field);

// `one` or `list`.
std::string_view NameOf(Cardinality cardinality);

// A stage in words: `request head`.
std::string StageInWords(Stage stage);

// One line a field below a line of titles, in columns.
std::string FieldsAsText();

// One JSON object a field and line: tools/README.md names its members.
std::string FieldsAsJsonLines();

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_LIST_FIELDS_H_
