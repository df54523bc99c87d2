#!/usr/bin/env python3
"""What goes wrong is said in one clear line, with the exit code of the README.

Exit codes: 1 a mistake in rules, 2 wrong usage, 3 the world failed.
"""

import os
import pathlib
import struct
import subprocess
import tempfile
import unittest

import harness

GOOD_RULES = """module bad_input;
provider acme "Acme" {
    platform lamp "Acme lamp" {
        category = light;
        reference = "made for this test";
        fingerprint mobile {
            positive host : easy = http.request.host == "lamp.acme.example";
        }
    }
}
"""
PCAP_HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
# A packet of 60 bytes, of which 10 are there.
CUT_PACKET = struct.pack("<IIII", 1, 0, 60, 60) + bytes(10)
NOT_A_CAPTURE = b"\x00\x01\x02\x03 no capture begins like this" * 8

# What is run, what ends it, and what its message must name. `{}` is the folder
# of the files that setUpClass() makes.
RUN_CASES = [
    ("a missing input", ["{}/none.pcap"], 3, "none.pcap"),
    ("a folder", ["{}/folder"], 3, "folder"),
    ("a cut capture", ["{}/cut.pcap"], 3, "cut.pcap"),
    ("an unknown format", ["{}/noise"], 3, "noise"),
    ("an empty file", ["{}/empty"], 3, "empty"),
    ("missing rules", ["-r", "{}/none.so", "{}/good.pcap"], 3, "none.so"),
    ("a library without rules", ["-r", "{}/other.so", "{}/good.pcap"], 3,
     "other.so"),
    ("rules that are no library", ["-r", "{}/noise.so", "{}/good.pcap"], 3,
     "noise.so"),
    ("rules of another ABI", ["-r", "{}/abi.so", "{}/good.pcap"], 3, "abi.so"),
    ("rules with a mistake", ["-r", "{}/bad.fp", "{}/good.pcap"], 1, "bad.fp"),
    ("an unknown option", ["{}/good.pcap", "--colour-blind"], 2,
     "--colour-blind"),
    ("no input", [], 2, "INPUT"),
]
COMPILE_CASES = [
    ("a missing file", ["{}/none.fp", "-o", "{}/x.so"], 3, "none.fp"),
    ("a folder", ["{}/folder", "-o", "{}/x.so"], 3, "folder"),
    ("a mistake", ["{}/bad.fp", "-o", "{}/x.so"], 1, "bad.fp:3:"),
    ("an output that cannot be written",
     ["{}/good.fp", "-o", "{}/none/x.so"], 3, "none/x.so"),
    ("an unknown stage", ["{}/good.fp", "--emit=poem"], 2, "poem"),
    ("an unknown CPU", ["{}/good.fp", "-o", "{}/x.so", "--target-cpu=abacus"],
     2, "abacus"),
    ("an unknown option", ["{}/good.fp", "--colour-blind"], 2,
     "--colour-blind"),
    ("an unknown message", ["--explain", "unknown-feild"], 2, "unknown-field"),
    ("no rules", [], 2, "RULES"),
]


def other_abi(library):
    """The same ruleset, said to be of ABI 99: its magic is followed by that."""
    magic = (harness.ROOT / "runtime/include/iotpf/ruleset_abi.h").read_text()
    number = next(line.split()[2] for line in magic.splitlines()
                  if line.startswith("#define IOTPF_RULESET_MAGIC"))
    at = library.index(struct.pack("<I", int(number.rstrip("uUlL"), 0)))
    return library[:at + 4] + struct.pack("<H", 99) + library[at + 6:]


class BadInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.made.cleanup)
        cls.folder = pathlib.Path(cls.made.name)
        (cls.folder / "folder").mkdir()
        files = {
            "good.pcap": PCAP_HEADER,
            "cut.pcap": PCAP_HEADER + CUT_PACKET,
            "noise": NOT_A_CAPTURE,
            "noise.so": NOT_A_CAPTURE,
            "empty": b"",
            "good.fp": GOOD_RULES.encode(),
            "bad.fp": GOOD_RULES.replace("platform", "plattform").encode(),
        }
        for name, content in files.items():
            (cls.folder / name).write_bytes(content)
        made = harness.run("iotpfc", cls.folder / "good.fp", "-o",
                           cls.folder / "good.so")
        if made.returncode != 0:
            raise AssertionError(made.stderr)
        (cls.folder / "abi.so").write_bytes(
            other_abi((cls.folder / "good.so").read_bytes()))
        subprocess.run(["cc", "-shared", "-x", "c", "/dev/null", "-o",
                        cls.folder / "other.so"], check=True)

    def check_cases(self, program, cases, one_line):
        for name, arguments, code, names in cases:
            with self.subTest(program=program, case=name):
                result = harness.run(
                    program, *[a.format(self.folder) for a in arguments])
                self.assertEqual(result.returncode, code, result.stderr)
                self.assertIn(names, result.stderr)
                lines = result.stderr.strip().splitlines()
                if one_line and code == 3:
                    self.assertEqual(len(lines), 1, result.stderr)

    def test_iotpf_run(self):
        self.check_cases("iotpf-run", RUN_CASES, one_line=True)

    def test_iotpfc(self):
        self.check_cases("iotpfc", COMPILE_CASES, one_line=True)

    def test_other_inputs_are_still_reported(self):
        result = harness.run("iotpf-run", "--json", self.folder / "none.pcap",
                             harness.DATA / "loopback.pcap")
        self.assertEqual(result.returncode, 3)
        self.assertIn("smartthings", result.stdout)

    def test_a_full_disk_is_no_success(self):
        with open("/dev/full", "w") as full:
            result = subprocess.run(
                [harness.program("iotpf-run"), "--json",
                 harness.DATA / "loopback.pcap"], stdout=full,
                stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(result.returncode, 3)
        self.assertEqual(len(result.stderr.strip().splitlines()), 1)

    def test_a_reader_that_has_enough_ends_the_scan_quietly(self):
        command = [harness.program("iotpf-run"), "--json",
                   str(harness.DATA / "loopback.pcap")]
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            result = subprocess.run(command, stdout=pipe, text=True,
                                    stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(result.stderr, "")


if __name__ == "__main__":
    harness.main()
