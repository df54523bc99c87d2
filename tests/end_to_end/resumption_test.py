#!/usr/bin/env python3
"""Real clients that resume sessions of TLS: the RSA key of the server opens the
connections that show no key exchange, too.

resumption_traffic.py makes the traffic.
"""

import re

import harness
import resumption_traffic


class Resumption(harness.TrafficTest):
    traffic = resumption_traffic

    def test_the_last_connection_of_a_session_shows_its_request(self):
        for port in resumption_traffic.KINDS:
            with self.subTest(port=port):
                self.check_capture(f"{self.capture}.{port}",
                                   f"{self.capture}.pem", port)

    def check_capture(self, capture, key, port):
        outputs = set()
        for workers in (1, 3):
            result = harness.run("iotpf-run", "--json", "--stats", "-j",
                                 workers, "--rsa-key", key, capture)
            self.assertEqual(result.returncode, 0, result.stderr)
            outputs.add(result.stdout)
        self.assertEqual(len(outputs), 1)
        self.assertIn(f'"path":"/of/{port}"', outputs.pop())
        found = re.search(r"tls_decrypted_directions\s+(\d+)", result.stderr)
        self.assertIsNotNone(found, result.stderr)
        self.assertEqual(int(found[1]),
                         2 * (1 + resumption_traffic.RECONNECTS))


if __name__ == "__main__":
    harness.main()
