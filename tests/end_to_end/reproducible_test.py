#!/usr/bin/env python3
"""The same input gives the same bytes, whoever asks and however often."""

import pathlib
import tempfile
import unittest

import harness

RULES = sorted((harness.ROOT / "stdrules").rglob("*.fp"))
EMITTED = ["ast", "ir", "llvm", "asm", "object", "library"]


class Reproducible(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = pathlib.Path(made.name)

    def compiled(self, rules, *options):
        output = self.folder / "output"
        result = harness.run("iotpfc", *rules, "-o", output, *options)
        self.assertEqual(result.returncode, 0, result.stderr)
        return output.read_bytes()

    def test_every_stage_twice(self):
        for stage in EMITTED:
            with self.subTest(stage=stage):
                first = self.compiled(RULES, f"--emit={stage}")
                self.assertEqual(first,
                                 self.compiled(RULES, f"--emit={stage}"))

    def test_the_order_of_files_changes_nothing(self):
        self.assertEqual(self.compiled(RULES), self.compiled(RULES[::-1]))

    def test_any_number_of_workers_reports_the_same(self):
        capture = harness.DATA / "loopback.pcap"
        for output in ("--json", "--no-progress"):
            results = {harness.run("iotpf-run", output, "-j", workers,
                                   capture).stdout for workers in (1, 2, 7)}
            self.assertEqual(len(results), 1)


if __name__ == "__main__":
    harness.main()
