// A program that explains its messages should not depend on where its files
// are, so the pages are part of it. The build writes diagnostic_pages.def from
// them, one row a page, sorted by slug; see embed_pages.cmake.

#include "compiler/diagnostics/page.h"

#include <algorithm>
#include <iterator>

namespace iotpf {
namespace {

constexpr Page kPages[] = {
#define IOTPF_PAGE(slug, text) {slug, {text, sizeof text - 1}},
#include <diagnostic_pages.def>
#undef IOTPF_PAGE
};

static_assert(std::ranges::is_sorted(kPages, {}, &Page::slug));

}  // namespace

std::span<const Page> AllPages() { return kPages; }

std::optional<std::string_view> FindPage(std::string_view slug) {
  const Page* page = std::ranges::lower_bound(kPages, slug, {}, &Page::slug);
  if (page == std::end(kPages) || page->slug != slug) return std::nullopt;
  return page->text;
}

}  // namespace iotpf
