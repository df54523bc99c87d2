// Blocks of a page to files.
//
// A block without the name of a file is an example of its own. Blocks with
// names are the files of one example, as long as they follow each other and
// are of one kind. Placeholders stand only in blocks marked `generated`, so
// that `list<host>` elsewhere needs no escape:
//
//   <byte fc>        the byte FC
//   <400 times a|>   a|a|a|...; a `#` in it is 1, then 2, ...
//   part<1 to 9>.fp  in the name of a file: nine files, in which `<n>` is the
//                    number, and `<n+1>` the next

#include "tests/support/page_examples.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace iotpf::tests {
namespace {

// A number at the front of `text`, which it is taken from.
size_t TakeNumber(std::string_view& text, int base = 10) {
  size_t number = 0;
  const auto end =
      std::from_chars(text.data(), text.data() + text.size(), number, base);
  REQUIRE(end.ec == std::errc());
  text.remove_prefix(static_cast<size_t>(end.ptr - text.data()));
  return number;
}

// What the inside of a placeholder stands for; `n` is the number of the file.
std::string Expand(std::string_view inside, size_t n) {
  constexpr std::string_view kByte = "byte ";
  constexpr std::string_view kTimes = " times ";
  if (inside == "n") return std::to_string(n);
  if (inside == "n+1") return std::to_string(n + 1);
  if (inside.starts_with(kByte)) {
    inside.remove_prefix(kByte.size());
    return std::string(1, static_cast<char>(TakeNumber(inside, 16)));
  }
  const size_t times = TakeNumber(inside);
  REQUIRE(inside.starts_with(kTimes));
  inside.remove_prefix(kTimes.size());
  const size_t mark = std::min(inside.find('#'), inside.size());
  const std::string_view rest =
      inside.substr(std::min(mark + 1, inside.size()));
  std::string out;
  for (size_t i = 1; i <= times; ++i) {
    out += inside.substr(0, mark);
    if (mark < inside.size()) out += std::to_string(i);
    out += rest;
  }
  return out;
}

std::string FillIn(std::string_view text, size_t n) {
  std::string out;
  while (true) {
    const size_t begin = text.find('<');
    out += text.substr(0, begin);
    if (begin == std::string_view::npos) return out;
    const size_t end = text.find('>', begin);
    REQUIRE(end != std::string_view::npos);
    out += Expand(text.substr(begin + 1, end - begin - 1), n);
    text.remove_prefix(end + 1);
  }
}

struct Block {
  size_t line;
  bool is_bad = false;
  bool is_generated = false;
  std::string file;  // or empty
  std::string text;
};

// "```fp bad generated part<1 to 65>.fp"
Block ReadFence(std::string_view fence, size_t line) {
  CAPTURE(fence);
  Block block{line, false, false, "", ""};
  const auto take = [&fence](std::string_view word) {
    if (!fence.starts_with(word)) return false;
    fence.remove_prefix(word.size());
    return true;
  };
  CHECK((take("```fp ") || take("```text ")));
  block.is_bad = take("bad");
  CHECK((block.is_bad || take("good")));
  block.is_generated = take(" generated");
  if (take(" ")) block.file = fence;
  CHECK((!block.file.empty() || fence.empty()));
  return block;
}

std::vector<Block> BlocksOf(std::string_view text) {
  std::vector<Block> blocks;
  size_t line_number = 0;
  bool is_inside = false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    ++line_number;
    if (is_inside && line == "```") {
      is_inside = false;
    } else if (is_inside) {
      blocks.back().text += fmt::format("{}\n", line);
    } else if (line.starts_with("```")) {
      is_inside = true;
      blocks.push_back(ReadFence(line, line_number));
    }
  }
  return blocks;
}

void AddFiles(const Block& block, std::vector<PageFile>& files) {
  const std::string name = block.file.empty() ? "example.fp" : block.file;
  const size_t begin = name.find('<');
  const size_t end = name.find('>');
  if (!block.is_generated) {
    files.push_back({name, block.text});
  } else if (begin == std::string::npos || end == std::string::npos) {
    files.push_back({name, FillIn(block.text, 0)});
  } else {
    constexpr std::string_view kTo = " to ";
    std::string_view range(name.data() + begin + 1, end - begin - 1);
    const size_t first = TakeNumber(range);
    REQUIRE(range.starts_with(kTo));
    range.remove_prefix(kTo.size());
    const size_t last = TakeNumber(range);
    for (size_t n = first; n <= last; ++n) {
      files.push_back({fmt::format("{}{}{}", name.substr(0, begin), n,
                                   name.substr(end + 1)),
                       FillIn(block.text, n)});
    }
  }
}

}  // namespace

std::vector<PageExample> ExamplesOf(const Page& page) {
  std::vector<PageExample> examples;
  bool is_open = false;  // the last example takes more files
  for (const Block& block : BlocksOf(page.text)) {
    const bool is_more = is_open && !block.file.empty() &&
                         examples.back().is_bad == block.is_bad;
    is_open = !block.file.empty();
    if (!is_more) {
      examples.push_back(
          {fmt::format("{}.md:{}", page.slug, block.line), block.is_bad, {}});
    }
    AddFiles(block, examples.back().files);
  }
  return examples;
}

}  // namespace iotpf::tests
