#!/usr/bin/env python3
"""What `cmake --install` leaves is enough: its programs run, and a project
outside of the tree builds against the package and scans a capture with it.
"""

import pathlib
import subprocess
import tempfile
import unittest

import harness

CAPTURE = harness.DATA / "loopback.pcap"
CONSUMER = pathlib.Path(__file__).parent / "consumer"
SHOP_SESSIONS = 2  # of the capture, with shop.example.org: HTTP and TLS


def command(*words):
    result = subprocess.run([str(word) for word in words], text=True,
                            capture_output=True, timeout=harness.RUN_SECONDS)
    if result.returncode != 0:
        raise AssertionError(f"{words}: {result.stdout}{result.stderr}")
    return result.stdout


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        made = tempfile.TemporaryDirectory()
        cls.addClassCleanup(made.cleanup)
        cls.folder = pathlib.Path(made.name)
        cls.prefix = cls.folder / "prefix"
        build = pathlib.Path(harness.program("")).parent
        command("cmake", "--install", build, "--prefix", cls.prefix)

    def test_programs_find_the_standard_rules(self):
        self.assertIn("smartthings",
                      command(self.prefix / "bin/iotpf-run", CAPTURE))

    def test_rule_sources_are_there(self):
        installed = self.prefix / "share/iotpf/stdrules"
        self.assertEqual(
            sorted(path.relative_to(installed)
                   for path in installed.rglob("*.fp")),
            sorted(path.relative_to(harness.ROOT / "stdrules")
                   for path in (harness.ROOT / "stdrules").rglob("*.fp")))
        command(self.prefix / "bin/iotpfc", installed / "jd.fp", "-o",
                self.folder / "rules.so")

    def test_a_project_outside_of_the_tree(self):
        build = self.folder / "build"
        command("cmake", "-S", CONSUMER, "-B", build, "-G", "Ninja",
                "-DCMAKE_BUILD_TYPE=Release",
                f"-DCMAKE_PREFIX_PATH={self.prefix}")
        command("cmake", "--build", build)
        standard = command(build / "scan", CAPTURE).split()
        self.assertIn("smartthings", standard)
        self.assertIn("joylink", standard)
        self.assertGreaterEqual(
            command(build / "compile_and_scan", CAPTURE).split().count("shop"),
            SHOP_SESSIONS)


if __name__ == "__main__":
    harness.main()
