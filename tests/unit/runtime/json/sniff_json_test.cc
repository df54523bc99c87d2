#include "runtime/json/sniff_json.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace iotpf::runtime {
namespace {

TEST_CASE("the first members tell the format") {
  struct Row {
    std::string_view beginning;
    JsonFormat expected;
  };
  const Row rows[] = {
      {R"({"log":{"version":"1.2")", JsonFormat::Har},
      {"\xEF\xBB\xBF\r\n{ \"log\" : {", JsonFormat::Har},
      {R"({"comment":"a \" { [ \\","log":{)", JsonFormat::Har},
      {R"({"a":{"b":[1,{}]},"log":{}})", JsonFormat::Har},
      {"onInputData({\"log\":{", JsonFormat::Har},
      {R"({"log":"text"})", JsonFormat::SessionLines},
      {R"({"a":"log"})", JsonFormat::SessionLines},
      {R"({"a":{"log":{}}})", JsonFormat::SessionLines},
      {"{\"request\":{}}\n{\"log\":{}}", JsonFormat::SessionLines},
      {R"({"id":"x","request":{"url)", JsonFormat::SessionLines},
      {"{", JsonFormat::SessionLines},
      {"{}", JsonFormat::SessionLines},
      {"{]]]]", JsonFormat::SessionLines},
      {"{\"a\\", JsonFormat::SessionLines},
      {"\n\n{\"id\":1}", JsonFormat::SessionLines},
      {"[{}]", JsonFormat::NotJson},
      {"", JsonFormat::NotJson},
      {"onInputData(", JsonFormat::NotJson},
      {"({})", JsonFormat::NotJson},
      {"rules {}", JsonFormat::NotJson},
      {"\xD4\xC3\xB2\xA1", JsonFormat::NotJson},
  };
  for (const Row& row : rows) {
    CAPTURE(row.beginning);
    CHECK(SniffJson(row.beginning) == row.expected);
  }
}

}  // namespace
}  // namespace iotpf::runtime
