#!/usr/bin/env python3
"""Checks that the sources keep the shape that the folders promise.

  layers   a folder includes itself and folders of lower layers only; the
           runtime sees nothing of the compiler, and tools see public headers
  homes    a third-party header appears in the folders that are its home
  length   no hand-written file has more than 400 lines
  guards   a header's guard spells its path

Prints one line a finding and exits 1 when there is one. The tables below are
the only place that knows the layers.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAX_LINES = 400

# Lowest layer first; folders of one layer do not see each other. A half's own
# public headers are its lowest layer, and "." is the folder itself: limits.h and
# random_secret.h in the runtime, the pipeline in the compiler.
LAYERS = {
    "runtime": [["include", "."], ["compress"], ["capture"], ["protocols"],
                ["tls"], ["quic"], ["json"], ["proxy"],
                ["session", "match", "load"], ["evaluate"], ["verdict"],
                ["explain"], ["scan"], ["report"]],
    "compiler": [["include"], ["support"], ["automata", "source"],
                 ["diagnostics"], ["ast"], ["parse", "sema"],
                 ["modules", "format"], ["ir"], ["lint", "codegen"], ["."]],
    "tools": [["."]],
}

# Which halves' public headers, <iotpf/...>, a top-level folder may include.
PUBLIC = {"runtime": ["runtime"], "compiler": ["runtime", "compiler"],
          "tools": ["runtime", "compiler"], "tests": ["runtime", "compiler"]}

# Third-party headers by how their name begins, and where they may appear. Tests
# may use any of them.
HOMES = {
    "antlr4": ["compiler/parse"],
    "Iotpf": ["compiler/parse"],  # generated from the grammar
    "diagnostic_pages": ["compiler/diagnostics"],  # generated from the pages
    "llvm": ["compiler/codegen"],
    "lld": ["compiler/codegen"],
    "re2": ["compiler/sema", "runtime/match"],
    "simdjson": ["runtime/json"],
    "pcap": ["runtime/capture"],
    "zip.h": ["runtime/proxy"],
    "nghttp2": ["runtime/protocols"],
    "nghttp3": ["runtime/protocols"],
    "zlib": ["runtime/compress"],
    "zstd": ["runtime/compress"],
    "brotli": ["runtime/compress"],
    "CLI": ["tools"],
    "doctest": [],  # tests alone
    "hs/": [],
    "yara": [],
    "openssl": ["compiler/source", "runtime/tls", "tools"],
    "nlohmann": ["tools"],
    "toml++": ["tools"],
    "jemalloc": ["tools"],
    "fmt": ["compiler", "runtime", "tools"],
}

# Headers of the system that are neither C++ nor in a folder of their own.
SYSTEM = {"cpuid.h", "cxxabi.h", "dlfcn.h", "elf.h", "fcntl.h",
          "fnmatch.h", "glob.h", "malloc.h", "poll.h", "sched.h", "signal.h", "spawn.h",
          "stdint.h", "termios.h", "unistd.h"}
SYSTEM_FOLDERS = {"arpa", "linux", "net", "netinet", "sys"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
GUARD = re.compile(r"^#ifndef (\w+)\n#define \1$", re.MULTILINE)


def sources(*suffixes):
    for top in ("grammar", "compiler", "runtime", "tools", "tests"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path


def layer(half, folder):
    """The number of a folder's layer, or None for one that has none."""
    for number, folders in enumerate(LAYERS[half]):
        if folder in folders:
            return number
    return None


def half_and_folder(path):
    """runtime/json/x.h is in the half runtime and in its folder json."""
    parts = pathlib.PurePosixPath(path).parts
    return parts[0], parts[1] if len(parts) > 2 else "."


def ours_finding(path, target):
    """What is wrong with `#include "target"` in `path`, or None."""
    half, folder = half_and_folder(path)
    if half == "tests":  # a test may look anywhere
        return None
    if not (ROOT / target).is_file():
        return f'"{target}" is not a path from the root of the repository'
    target_half, target_folder = half_and_folder(target)
    if target_half != half:
        return f"{half} includes {target_half}'s private \"{target}\""
    if target_folder == folder:
        return None
    here, there = layer(half, folder), layer(half, target_folder)
    if here is None or there is None:
        return f"{half}/{folder if here is None else target_folder} has no layer"
    if there >= here:
        return f"{half}/{folder} is not above {half}/{target_folder}"
    return None


def other_finding(path, target):
    """What is wrong with `#include <target>` in `path`, or None."""
    first = pathlib.PurePosixPath(target).parts[0]
    if first == "iotpf":
        halves = PUBLIC[half_and_folder(path)[0]]
        found = any((ROOT / h / "include" / target).is_file() for h in halves)
        return None if found else f"<{target}> is no public header it may see"
    for prefix, homes in HOMES.items():
        if target.startswith(prefix):
            if any(path.startswith(f"{home}/") for home in homes + ["tests"]):
                return None
            return f"<{target}> has its home in {', '.join(homes)}"
    is_standard = "." not in target
    if is_standard or target in SYSTEM or first in SYSTEM_FOLDERS:
        return None
    return f"<{target}> has no home; give it one in {__file__}"


def guard_finding(path, text):
    public = re.sub(r"^(runtime|compiler)/include/", "", path)
    name = re.sub(r"[./]", "_", public).upper() + "_"
    expected = name if name.startswith("IOTPF_") else "IOTPF_" + name
    found = GUARD.search(text)
    if found and found.group(1) == expected:
        return None
    return f"the guard is not {expected}"


def main():
    findings = []
    for source in sources(".h", ".cc", ".def", ".g4", ".py"):
        path = source.relative_to(ROOT).as_posix()
        text = source.read_text(encoding="utf-8")
        found = []
        lines = text.count("\n")
        if lines > MAX_LINES:
            found.append(f"{lines} lines; split it by subject ({MAX_LINES})")
        if source.suffix in (".h", ".cc", ".def"):
            for bracket, target in INCLUDE.findall(text):
                check = ours_finding if bracket == '"' else other_finding
                found.append(check(path, target))
        if source.suffix == ".h":
            found.append(guard_finding(path, text))
        findings += [f"{path}: {finding}" for finding in found if finding]
    print("\n".join(findings) or "layers, homes, lengths and guards: as stated")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
