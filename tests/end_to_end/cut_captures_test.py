#!/usr/bin/env python3
"""Captures that are crafted, broken or decryptable, each cut at several points.

Whatever the bytes are, iotpf-run reads what it can, reports it as JSON, and
ends with 0 or 3 within bounded time and memory. Built with IOTPF_SANITIZE it
shows more. By itself a sample; with --all every file of those roles:

    python3 tests/end_to_end/cut_captures_test.py build/bin --all
"""

import csv
import json
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

import harness

ROLES = ("robustness", "decrypt")
MAX_BYTES = 3_000_000  # of a capture; larger ones are no crafted ones
SAMPLE = 25  # every so many files
FILES_A_RUN = 40
RUN_SECONDS = 240
# What the peak may be without sanitizers, which need several times as much.
MAX_PEAK_KILOBYTES = 300_000


def cuts(size):
    """Lengths to which a file is cut: in its header, in the middle, whole."""
    points = {min(size, 30), size // 5, size // 2, size * 4 // 5, size - 1,
              size}
    return sorted(point for point in points if point > 0)


def files_of(captures, is_all):
    with open(captures / "manifest.tsv", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t",
                                              quoting=csv.QUOTE_NONE)
                if row["role"] in ROLES and int(row["bytes"]) <= MAX_BYTES]
    return [captures / row["path"] for row in rows[::1 if is_all else SAMPLE]]


def key_options(captures):
    with open(captures / "decrypt.tsv", newline="") as file:
        logs = sorted({row["key"] for row in csv.DictReader(
            file, delimiter="\t") if row["key_kind"] == "keylog"})
    return [option for log in logs
            for option in ("--keylog", captures / log)]


def run(paths, options):
    """What is wrong with a run over the files; empty: nothing."""
    try:
        result = subprocess.run(
            [harness.program("iotpf-run"), "-q", "--json", "-j1",
             *map(str, options), *map(str, paths)], stdin=subprocess.DEVNULL,
            capture_output=True, timeout=RUN_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"takes longer than {RUN_SECONDS} s"
    if result.returncode < 0:
        return f"ends by {signal.Signals(-result.returncode).name}"
    errors = result.stderr.decode("utf-8", "replace")
    if result.returncode not in (0, 3):
        return f"exits {result.returncode}: {errors[:2000]}"
    for line in errors.splitlines():
        if not line.startswith("iotpf-run: "):
            return f"says {line}"
    for line in result.stdout.splitlines():
        json.loads(line)
    return ""


class CutCaptures(unittest.TestCase):
    is_all = False

    def test_every_cut_is_read(self):
        captures = harness.shared("captures")
        options = key_options(captures)
        files = files_of(captures, self.is_all)
        self.assertTrue(files)
        for at in range(0, len(files), FILES_A_RUN):
            with tempfile.TemporaryDirectory() as folder:
                paths = list(self.cut(files[at:at + FILES_A_RUN],
                                      pathlib.Path(folder)))
                self.check(paths, options)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        if not self.is_sanitized():
            self.assertLess(peak, MAX_PEAK_KILOBYTES)

    @staticmethod
    def cut(files, folder):
        for file in files:
            content = file.read_bytes()
            for size in cuts(len(content)):
                path = folder / f"{size}-of-{file.name}"
                path.write_bytes(content[:size])
                yield path

    def check(self, paths, options):
        """All in one run; where that is wrong, each in its own."""
        if run(paths, options):
            wrong = {path.name: run([path], options) for path in paths}
            wrong = {name: what for name, what in wrong.items() if what}
            self.fail(wrong or "together alone: " + run(paths, options))

    @staticmethod
    def is_sanitized():
        program = pathlib.Path(harness.program("iotpf-run"))
        return b"__asan_init" in program.read_bytes()


if __name__ == "__main__":
    CutCaptures.is_all = "--all" in sys.argv
    sys.argv = [word for word in sys.argv if word != "--all"]
    harness.main()
