#!/usr/bin/env python3
"""Real clients and servers of HTTP/3: with their key log, a scan says what each
asked for. quic_traffic.py makes the traffic and holds the cases.
"""

import shutil
import unittest

import harness
import quic_traffic


class Quic(harness.TrafficTest):
    traffic = quic_traffic

    @classmethod
    def setUpClass(cls):
        if shutil.which("gtlsclient") is None:
            raise unittest.SkipTest("no gtlsclient: install ngtcp2-client")
        super().setUpClass()

    def test_a_key_log_shows_the_requests_of_every_case(self):
        sessions = harness.scan("--keylog", f"{self.capture}.keys",
                                self.capture)
        for case in quic_traffic.CASES:
            with self.subTest(case=case.name):
                asked = sorted(
                    (s["request"]["method"], s["request"]["host"],
                     s["request"]["path"]) for s in sessions
                    if s["server"]["port"] == case.port and "request" in s)
                clients = 2 if case.is_resumed else 1
                self.assertEqual(asked, sorted(clients * [
                    (case.method, f"{case.name}.example", path.split("?")[0])
                    for path in case.paths]))
                self.assertEqual({s["protocol"] for s in sessions
                                  if s["server"]["port"] == case.port},
                                 {"quic"})

    def test_without_it_there_are_flows_alone(self):
        sessions = harness.scan(self.capture)
        self.assertEqual({s["kind"] for s in sessions}, {"flow"})
        self.assertEqual({s["protocol"] for s in sessions}, {"quic"})
        self.assertEqual({s["server"]["name"] for s in sessions},
                         {"localhost"})


if __name__ == "__main__":
    harness.main()
