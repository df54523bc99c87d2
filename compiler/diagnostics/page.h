// The pages about the rows of diagnostics.def: pages/SLUG.md, carried inside of
// the program. README.md beside this file says how they are written.
#ifndef IOTPF_COMPILER_DIAGNOSTICS_PAGE_H_
#define IOTPF_COMPILER_DIAGNOSTICS_PAGE_H_

#include <optional>
#include <span>
#include <string_view>

namespace iotpf {

// One page. `text` is the file as it is: Markdown, lines end in LF.
struct Page {
  std::string_view slug;
  std::string_view text;
};

// All pages, sorted by slug.
std::span<const Page> AllPages();

// The text of the page of a slug.
std::optional<std::string_view> FindPage(std::string_view slug);

}  // namespace iotpf

#endif  // IOTPF_COMPILER_DIAGNOSTICS_PAGE_H_
