#!/usr/bin/env python3
"""iotpf-run --profile: counts are exact, for any number of workers and sessions,
and verdicts stay what they are without it."""

import pathlib
import tempfile
import unittest

import harness

RULES = """
module lamps;

platform lamp {
    fingerprint device {
        positive sni  = tls.sni == "lamp.example" or tls.sni == "old.example";
        positive shop = http.request.path starts_with "/shop/";
        negative none = http.request.header["x-lamp"] is absent;
        sufficient positive : sni;
        sufficient positive priority 50 : shop and not none;
    }
}
"""
SESSIONS = """
{"tls": {"sni": "lamp.example"}}
{"tls": {"sni": "other.example"}}
{"request": {"method": "GET", "url": "http://a/shop/1", "headers": [["A", "b"]]}}
{"request": {"method": "GET", "url": "http://a/shop/2",
 "headers": [["X-Lamp", "1"]]}}
{"request": {"method": "GET", "url": "http://a/other", "headers": [["A", "b"]]}}
""".replace(",\n", ",")


def rows(text):
    """What a profile says, by first column and stage: evaluations, hits."""
    counts = {}
    for line in text.splitlines():
        words = line.split()
        if words and words[-1].endswith("%"):
            counts[tuple(words[:-3])] = (int(words[-3]), int(words[-2]))
    return counts


class ProfileTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "lamps.fp").write_text(RULES)
        library = self.folder / "lamps.so"
        result = harness.run("iotpfc", self.folder / "lamps.fp", "-o", library)
        self.assertEqual(result.returncode, 0, result.stderr)

    def scan(self, sessions, *arguments):
        path = self.folder / "sessions.jsonl"
        path.write_text(sessions)
        return harness.run("iotpf-run", "-q", "--json", "-r",
                           self.folder / "lamps.so", *arguments, path)

    def test_counts_are_exact(self):
        for times in (1, 300):
            result = self.scan(SESSIONS * times, "--profile")
            self.assertEqual(result.returncode, 0, result.stderr)
            found = rows(result.stderr)
            # A session whose verdict is final is not matched further.
            self.assertEqual(found[("lamp.device.sni", "Hello")],
                             (4 * times, 1 * times))
            self.assertEqual(found[("lamp.device.shop", "RequestHead")],
                             (3 * times, 2 * times))
            self.assertEqual(found[("Hello",)], (5 * times, 1 * times))
            absent = found[("lamp.device.none", "RequestHead")]
            self.assertEqual(absent[0], found[("RequestHead",)][0])
            self.assertEqual(absent[1], 2 * times)
            self.assertIn(f"{5 * times} sessions, ", result.stderr)

    def test_verdicts_are_the_same(self):
        plain = self.scan(SESSIONS)
        self.assertEqual(plain.returncode, 0, plain.stderr)
        self.assertEqual(self.scan(SESSIONS, "--profile").stdout, plain.stdout)
        self.assertEqual(plain.stderr, "")

    def test_the_evaluator_has_no_profile(self):
        result = self.scan(SESSIONS, "--profile", "--evaluator")
        self.assertEqual(result.returncode, 2)
        self.assertIn("--profile measures native code", result.stderr)
        self.assertEqual(result.stdout, "")


if __name__ == "__main__":
    harness.main()
