#!/usr/bin/env python3
"""The same input gives the same bytes, whoever asks and however often."""

import pathlib
import shutil
import tempfile
import unittest

import harness

STANDARD_RULES = harness.ROOT / "stdrules"
RULES = [STANDARD_RULES / name
         for name in ("alibaba.fp", "jd.fp", "tuya.fp", "xiaomi.fp")]
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

    def test_the_standard_rules_wherever_the_tree_is(self):
        built = pathlib.Path(harness.program("")).parent / "lib/iotpf"
        tree = self.folder / "elsewhere"
        shutil.copytree(STANDARD_RULES, tree / "stdrules")
        rules = sorted(path.relative_to(tree) for path in tree.rglob("*.fp"))
        result = harness.run("iotpfc", *rules, "-o", self.folder / "rules.so",
                             "--target-cpu=x86-64", cwd=tree)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual((self.folder / "rules.so").read_bytes(),
                         (built / "stdrules-x86-64.so").read_bytes())

    def test_the_order_of_files_changes_nothing(self):
        self.assertEqual(self.compiled(RULES), self.compiled(RULES[::-1]))

    def test_any_number_of_workers_reports_the_same(self):
        capture = harness.DATA / "loopback.pcap"
        for output in ("--json", "--quiet"):
            results = {harness.run("iotpf-run", output, "-j", workers,
                                   capture).stdout for workers in (1, 2, 7)}
            self.assertEqual(len(results), 1)


if __name__ == "__main__":
    harness.main()
