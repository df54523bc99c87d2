#!/usr/bin/env python3
"""iotpf-fmt changes what it should, says so, and nothing else."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import harness

LOOSE = "platform  lamp{category=hub;}\n"
NEAT = "platform lamp {\n    category = hub;\n}\n"
BROKEN = "platform lamp { category = ; }\n"


def run(*arguments, stdin=""):
    return subprocess.run(
        [harness.program("iotpf-fmt"), *map(str, arguments)], input=stdin,
        capture_output=True, text=True, timeout=harness.RUN_SECONDS)


class Format(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.loose = self.write("loose.fp", LOOSE)
        self.neat = self.write("neat.fp", NEAT)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    def check(self, result, code, out="", err=""):
        self.assertEqual((result.returncode, result.stdout, result.stderr),
                         (code, out, err))

    def test_in_place(self):
        os.utime(self.neat, ns=(0, 0))
        self.loose.chmod(0o640)
        self.check(run(self.loose, self.neat), 0)
        self.assertEqual(self.loose.read_text(), NEAT)
        self.assertEqual(self.loose.stat().st_mode & 0o777, 0o640)
        self.assertEqual(self.neat.stat().st_mtime_ns, 0, "left alone")
        self.assertEqual(len(list(self.folder.iterdir())), 2)

    def test_through_a_link(self):
        link = self.folder / "link.fp"
        link.symlink_to("loose.fp")
        self.check(run(link), 0)
        self.assertTrue(link.is_symlink())
        self.assertEqual(self.loose.read_text(), NEAT)

    def test_check(self):
        self.check(run("--check", self.loose, self.neat), 1, f"{self.loose}\n")
        self.check(run("--check", self.neat), 0)
        self.check(run("--check", "-", stdin=LOOSE), 1, "<stdin>\n")
        self.assertEqual(self.loose.read_text(), LOOSE)

    def test_diff(self):
        self.check(run("--diff", self.neat), 0)
        result = run("--diff", "--color=never", self.loose)
        self.check(result, 1, f"--- {self.loose}\n+++ {self.loose}\n"
                   "@@ -1 +1,3 @@\n-platform  lamp{category=hub;}\n"
                   "+platform lamp {\n+    category = hub;\n+}\n")
        self.assertEqual(self.loose.read_text(), LOOSE)
        if shutil.which("patch"):
            subprocess.run(["patch", "-s", self.loose], input=result.stdout,
                           text=True, check=True)
            self.assertEqual(self.loose.read_text(), NEAT)
        self.assertIn("\x1b[31m-", run("--diff", "--color=always",
                                       "-", stdin=LOOSE).stdout)

    def test_standard_input(self):
        self.check(run("-", stdin=LOOSE), 0, NEAT)
        self.check(run("-", stdin=""), 0, "")

    def test_folder(self):
        below = self.write("below/other.fp", LOOSE)
        text = self.write("below/other.txt", LOOSE)
        self.check(run("--check", self.folder), 1, f"{below}\n{self.loose}\n")
        self.check(run(self.folder), 0)
        self.assertEqual(below.read_text(), NEAT)
        self.assertEqual(text.read_text(), LOOSE)

    def test_syntax_error(self):
        broken = self.write("broken.fp", BROKEN)
        result = run(broken, self.loose)
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertTrue(result.stderr.startswith(f"{broken}:1:28: error: "))
        self.assertEqual(broken.read_text(), BROKEN)
        self.assertEqual(self.loose.read_text(), NEAT, "the others are done")
        result = run("--error-format=json", "-", stdin=BROKEN)
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertEqual(json.loads(result.stderr)["slug"], "unexpected-token")

    def test_world_and_usage(self):
        missing = self.folder / "missing.fp"
        self.check(run(missing, self.loose), 3, "", f"iotpf-fmt: {missing}: "
                   "No such file or directory\n")
        self.assertEqual(self.loose.read_text(), NEAT)
        self.assertEqual(run().returncode, 2)
        self.assertEqual(run("--wrong").returncode, 2)


if __name__ == "__main__":
    harness.main()
