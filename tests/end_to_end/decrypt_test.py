#!/usr/bin/env python3
"""Captures with their keys: what is asked within is shown, or its cipher named.

decrypt.tsv of the shared captures says how many requests tshark shows.
"""

import csv
import json
import unittest

import harness

# What opens each kind of row; others have their secrets inside.
OPTIONS = {"keylog": "--keylog", "rsa-private-key": "--rsa-key",
           "psk": "--psk"}


class Decrypt(unittest.TestCase):
    def arguments(self, captures, row):
        option = OPTIONS.get(row["key_kind"])
        if option is None:
            return []
        if option == "--psk":
            return [option, row["key"].removeprefix("psk:")]
        return [option, captures / row["key"]]

    def test_requests_are_shown_or_their_ciphers_named(self):
        captures = harness.shared("captures")
        with open(captures / "decrypt.tsv", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t",
                                       quoting=csv.QUOTE_NONE))
        self.assertGreater(len(rows), 0)
        for row in rows:
            with self.subTest(capture=row["file"]):
                result = harness.run(
                    "iotpf-run", "--json", "--stats",
                    *self.arguments(captures, row), captures / row["file"])
                self.assertEqual(result.returncode, 0, result.stderr)
                sessions = map(json.loads, result.stdout.splitlines())
                shown = sum("request" in s and s["protocol"] in ("tls", "quic")
                            for s in sessions)
                named = sum(int(line.split()[-1]) for line in
                            (text.split("  connections whose secrets")[0]
                             for text in result.stderr.splitlines()
                             if text.startswith("tls.")))
                # In tls-over-tls it is within X3, which is not opened.
                if "tls-over-tls" not in row["file"]:
                    self.assertGreaterEqual(
                        shown + named, int(row["http_requests_decrypted"]))

    def test_dtls_before_its_specification_is_opened(self):
        captures = harness.shared("captures", "files", "wireshark")
        result = harness.run(
            "iotpf-run", "--stats",
            "--rsa-key", captures / "keys" / "snakeoil-rsa.key",
            captures / "snakeoil-dtls.pcap")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stderr, r"tls_decrypted_directions +2 ")
        self.assertRegex(result.stderr, r"tls_undecryptable_records +0 ")


if __name__ == "__main__":
    harness.main()
