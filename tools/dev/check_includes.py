#!/usr/bin/env python3
"""Fails where a file uses a name of the standard library without its header.

Precompiled headers (tools/dev/precompile.cmake) would hide that from builds
that have them. A file includes a header itself, or a header of this project that
it includes does; that one header of the standard library includes another is
not to be relied on.
"""

import functools
import pathlib
import re
import sys

HEADERS = {
    "algorithm": "all_of any_of binary_search copy copy_if count_if equal "
    "equal_range fill find_if find_if_not includes lower_bound max_element "
    "min_element none_of remove_if replace reverse rotate set_difference "
    "sort stable_sort transform unique upper_bound",
    "array": "array",
    "charconv": "from_chars to_chars",
    "filesystem": "filesystem",
    "fstream": "ifstream ofstream fstream",
    "functional": "function",
    "limits": "numeric_limits",
    "map": "map multimap",
    "memory": "make_shared make_unique shared_ptr unique_ptr weak_ptr",
    "optional": "nullopt optional",
    "set": "multiset set",
    "span": "span",
    "string": "getline stoi stoul string to_string",
    "string_view": "string_view",
    "tuple": "make_tuple tie tuple",
    "unordered_map": "unordered_map",
    "utility": "exchange index_sequence move pair swap",
    "variant": "get_if holds_alternative monostate variant visit",
    "vector": "vector",
}
HEADER_OF = {
    name: header for header, names in HEADERS.items() for name in names.split()
}
NOT_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"', re.DOTALL)


ROOT = pathlib.Path(__file__).resolve().parents[2]
PUBLIC = [ROOT / "runtime/include", ROOT / "compiler/include", ROOT]


@functools.cache
def includes(path):
  """All headers that a file includes, through headers of this project too."""
  text = path.read_text(encoding="utf-8")
  found = set()
  for name in re.findall(r"^#include [<\"]([^>\"]+)[>\"]", text, re.MULTILINE):
    ours = [folder / name for folder in PUBLIC if (folder / name).is_file()]
    found |= includes(ours[0]) if ours else {name}
  return found


def missing(path):
  code = NOT_CODE.sub("", path.read_text(encoding="utf-8"))
  used = {HEADER_OF[name] for name in re.findall(r"\bstd::(\w+)", code)
          if name in HEADER_OF}
  found = includes(path)
  if re.search(r"\bfmt::\w", code) and "fmt/core.h" not in found:
    used.add("fmt/format.h")
  return sorted(used - found)


def main():
  wrong = 0
  for folder in ("compiler", "runtime", "tools", "tests"):
    for path in sorted((ROOT / folder).rglob("*.*")):
      if path.suffix in (".h", ".cc"):
        for header in missing(path):
          print(f"{path.relative_to(ROOT)}: uses <{header}>, "
                "which it does not include")
          wrong += 1
  return 1 if wrong else 0


if __name__ == "__main__":
  sys.exit(main())
