#!/usr/bin/env python3
"""iotpfc --time-report: on standard error alone, and without an effect on what
is written. A note is told without it, and changes no exit code."""

import pathlib
import re
import tempfile
import unittest

import harness

RULES = """
platform lamp {
    fingerprint mobile {
        positive host = http.request.host under "lamp.example";
        positive slow = http.request.path matches /(a|b)*a(a|b){12}/;
    }
}
"""
STAGES = ["start the program", "read files", "parse", "check", "build tables",
          "optimise LLVM IR", "make machine code", "link", "write", "total"]


class TimeReportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.rules = self.folder / "lamp.fp"
        self.rules.write_text(RULES)

    def compile(self, *arguments):
        result = harness.run("iotpfc", self.rules, *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result

    def test_the_output_is_the_same_with_and_without(self):
        plain = self.compile("--emit=asm")
        told = self.compile("--emit=asm", "--time-report")
        self.assertEqual(told.stdout, plain.stdout)
        self.assertTrue(told.stderr.startswith(plain.stderr))
        self.assertNotIn("stage ", plain.stderr)

    def test_what_is_told(self):
        told = self.compile("-o", self.folder / "lamp.so", "--time-report")
        self.assertEqual(told.stdout, "")
        for stage in STAGES:
            self.assertRegex(told.stderr, rf"(?m)^{stage} +\d+\.\d ")
        self.assertRegex(told.stderr, r"(?m)^http\.request\.host +1  ")
        self.assertRegex(told.stderr, r"(?m)^regexes left to RE2: 1$")
        self.assertIn(f"  {self.rules}:5:51: /(a|b)*a(a|b){{12}}/: its "
                      "automaton passes 2048 states\n", told.stderr)

    def test_fields_without_a_key_have_code_behind_any_number_of_keys(self):
        keys = "\n".join(
            f'positive key_{i} = http.request.query["k{i}"] == "v";'
            for i in range(20))
        self.rules.write_text(f"""
platform lamp {{ fingerprint mobile {{
    {keys}
    positive plain = flow.protocol == "tls";
}} }}""")
        told = self.compile("-o", self.folder / "lamp.so", "--time-report")
        code_of = dict(re.findall(
            r"(?m)^((?:http|flow)\S+) +1  (\S+) functions?,", told.stderr))
        self.assertNotEqual(code_of["flow.protocol"], "no", told.stderr)
        with_code = [row for row, count in code_of.items() if count != "no"]
        self.assertEqual(len(with_code), 17, told.stderr)

    def test_a_note_changes_no_exit_code_and_can_be_left_out(self):
        library = self.folder / "lamp.so"
        noted = self.compile("-o", library, "-W", "error")
        self.assertIn(": note: this regex is matched by RE2: ", noted.stderr)
        silent = self.compile("-o", library, "--allow", "regex-left-to-re2")
        self.assertEqual(silent.stderr, "")

    def test_rules_with_a_mistake_have_a_report_of_what_was_done(self):
        self.rules.write_text("platform {")
        result = harness.run("iotpfc", self.rules, "-o",
                             self.folder / "lamp.so", "--time-report")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stderr, r"(?m)^parse +\d")
        self.assertNotIn("regexes left", result.stderr)


if __name__ == "__main__":
    harness.main()
