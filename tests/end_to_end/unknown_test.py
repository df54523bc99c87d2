#!/usr/bin/env python3
"""iotpf-run --unknown lists the servers that no rule knows."""

import json
import pathlib
import tempfile
import unittest

import harness

RULES = """
platform lamp "Lamp" {
    fingerprint device {
        positive name = server.name == "ots.io.mi.com";
    }
}
"""


class Unknown(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.rules = pathlib.Path(folder.name) / "lamp.fp"
        self.rules.write_text(RULES)

    def run_unknown(self, *arguments):
        return harness.run("iotpf-run", "--unknown", "-r", self.rules,
                           *arguments, harness.DATA / "loopback.pcap")

    def test_servers_of_a_capture(self):
        result = self.run_unknown("--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        rows = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual([(row["sessions"], row["by"], row["name"])
                          for row in rows],
                         [(3, "port", "tcp 1883"),
                          (1, "host", "api.smartthings.com"),
                          (1, "host", "shop.example.org"),
                          (1, "sni", "shop.example.org"),
                          (1, "port", "tcp 2002"),
                          (1, "port", "udp 8053")])
        self.assertEqual(rows[0]["protocols"], ["mqtt"])
        self.assertEqual(rows[0]["ports"], [1883])
        self.assertEqual(rows[3]["session"], 6)

    def test_the_table(self):
        result = self.run_unknown()
        self.assertEqual(result.returncode, 0, result.stderr)
        lines = result.stdout.splitlines()
        self.assertEqual(lines[0].split(), ["SESSIONS", "BY", "NAME",
                                            "PROTOCOLS"])
        self.assertEqual(lines[1].split(), ["3", "port", "tcp", "1883", "mqtt"])
        self.assertEqual(lines[-1].split()[:1], ["8"])
        self.assertIn("sessions that no rule claims, of 9", lines[-1])

    def test_sessions_are_not_explained_at_once(self):
        self.assertEqual(self.run_unknown("--explain").returncode, 2)


if __name__ == "__main__":
    harness.main()
