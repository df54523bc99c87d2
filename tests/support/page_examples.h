// The examples of a page about a diagnostic.
#ifndef IOTPF_TESTS_SUPPORT_PAGE_EXAMPLES_H_
#define IOTPF_TESTS_SUPPORT_PAGE_EXAMPLES_H_

#include "compiler/diagnostics/page.h"

#include <string>
#include <vector>

namespace iotpf::tests {

struct PageFile {
  std::string name;  // relative, with `/`
  std::string text;
};

// Files that are compiled together; the first is the one given to the compiler.
struct PageExample {
  std::string name;  // page and line
  bool is_bad;
  std::vector<PageFile> files;
};

// Reads the fenced blocks of a page, with placeholders filled in; see
// compiler/diagnostics/README.md. A fence of another form is a failed check of
// the test that calls this.
std::vector<PageExample> ExamplesOf(const Page& page);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_PAGE_EXAMPLES_H_
