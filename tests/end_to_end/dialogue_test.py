#!/usr/bin/env python3
"""Real clients that begin TLS behind STARTTLS and its like, or behind SOCKS:
a scan names their servers, and decrypts what they say.

dialogue_traffic.py makes the traffic and holds the cases.
"""

import re

import dialogue_traffic
import harness


class Dialogue(harness.TrafficTest):
    traffic = dialogue_traffic

    def test_the_server_of_every_case_has_its_name(self):
        sessions = harness.scan(self.capture)
        self.assertEqual(len(sessions), len(dialogue_traffic.CASES))
        for session, case in zip(sessions, dialogue_traffic.CASES):
            with self.subTest(case=case.name):
                self.assertEqual(session["protocol"], case.name)
                self.assertEqual(session["server"]["port"], case.port)
                self.assertEqual(session["server"]["name"], case.server_name)

    def test_a_key_log_opens_both_directions_of_every_case(self):
        result = harness.run("iotpf-run", "--json", "--stats", "--keylog",
                             f"{self.capture}.keys", self.capture)
        self.assertEqual(result.returncode, 0, result.stderr)
        found = re.search(r"tls_decrypted_directions\s+(\d+)", result.stderr)
        self.assertIsNotNone(found, result.stderr)
        self.assertEqual(int(found[1]), 2 * len(dialogue_traffic.CASES))
        self.assertIn('"path":"/within"', result.stdout)


if __name__ == "__main__":
    harness.main()
