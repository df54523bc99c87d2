"""What the end-to-end tests share.

A test is a program: `python3 X_test.py BIN_DIRECTORY`. It runs the programs
that were built there, as a user would, and exits 0 when all is as said, 77 when
it could not be tried here (a skip, with the reason on a line of its own), and
1 otherwise.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import loopback_traffic

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared"  # captures that may not be copied into here
SKIP_EXIT_CODE = 77
RUN_SECONDS = 300  # no single run of a program takes longer

_bin = None


def program(name):
    return str(_bin / name)


def run(name, *arguments, **options):
    """Runs a built program to its end; its output is text."""
    return subprocess.run(
        [program(name), *map(str, arguments)], stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=RUN_SECONDS, **options)


def scan(*arguments):
    """The sessions that iotpf-run reports, as a list of dictionaries."""
    result = run("iotpf-run", "--json", *arguments)
    if result.returncode != 0:
        raise AssertionError(
            f"iotpf-run exits {result.returncode}: {result.stderr.strip()}")
    return [json.loads(line) for line in result.stdout.splitlines()]


def shared(*parts):
    """A path below the shared captures; skips the test where they are not."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        raise unittest.SkipTest(f"{path} is not here")
    return path


class TrafficTest(unittest.TestCase):
    """Tests that look at one capture, which a program makes for all of them."""
    traffic = None  # the module of that program

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.capture = pathlib.Path(folder.name) / "traffic.pcap"
        missing = loopback_traffic.in_own_network(cls.capture,
                                                  cls.traffic.__file__)
        if missing:
            raise unittest.SkipTest(missing)


def main():
    global _bin
    _bin = pathlib.Path(sys.argv.pop(1)).resolve()
    result = unittest.main(exit=False, verbosity=0).result
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(SKIP_EXIT_CODE if result.skipped else 0)
