#!/usr/bin/env python3
"""The first page says the truth: its rule compiles, and its commands print what
stands below them.
"""

import pathlib
import re
import subprocess
import tempfile
import unittest

import harness

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Readme(unittest.TestCase):
    def test_commands_print_what_is_shown(self):
        text = (harness.ROOT / "README.md").read_text(encoding="utf-8")
        blocks = dict(BLOCK.findall(text))
        with tempfile.TemporaryDirectory() as made:
            folder = pathlib.Path(made)
            (folder / "lamp.fp").write_text(blocks["text"], encoding="utf-8")
            (folder / "build").symlink_to(
                pathlib.Path(harness.program("")).parent)
            (folder / "tests").symlink_to(harness.ROOT / "tests")
            for step in re.split(r"^\$ ", blocks["console"],
                                 flags=re.MULTILINE)[1:]:
                command, _, expected = step.partition("\n")
                with self.subTest(command=command):
                    result = subprocess.run(
                        command, shell=True, cwd=folder, text=True,
                        capture_output=True, timeout=harness.RUN_SECONDS)
                    self.assertEqual(result.stdout, expected)
                    self.assertEqual(result.stderr, "")
                    self.assertEqual(result.returncode, 0)


if __name__ == "__main__":
    harness.main()
