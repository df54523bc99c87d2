#!/usr/bin/env python3
"""The standard rules hold on labelled traffic what stdrules/README.md promises,
and the scripts that say so count right."""

import pathlib
import subprocess
import sys
import unittest

import harness

SCORES = harness.ROOT / "tests" / "scores"
sys.path.insert(0, str(SCORES))

import facts  # noqa: E402  (found by the path above)
import ndpi  # noqa: E402

REQUEST = {"method": "GET", "url": "https://eu.api.lamp.example/v1?x=1",
           "headers": [["X-Lamp-Id", "7"]], "body": '{"a": [{"lampKey": 1}]}'}

# Field, operator, value of a fact; whether the request above shows it.
FACTS = [
    ("http.request.host", "suffix", "lamp.example", True),
    ("http.request.host", "suffix", "amp.example", False),
    ("http.request.host", "equals", "lamp.example", False),
    ("tls.sni", "suffix", ".lamp.example", True),
    ("dns.qname", "regex", r"^[a-z]+\.api\.", True),
    ("http.request.path", "prefix", "/v1", True),
    ("http.request.path", "contains", "x=1", True),
    ("http.request.path", "equals", "/v1", False),
    ("http.request.header:x-lamp-id", "equals", "7", True),
    ("http.request.header:X-Lamp-*", "prefix", "", True),
    ("http.request.header:X-Plug-*", "prefix", "", False),
    ("http.request.body-json-key", "equals", "lampKey", True),
    ("http.response.body-json-key", "equals", "lampKey", False),
    ("mqtt.topic", "prefix", "lamp/", False),
]

NDPI = """#flow_id,protocol,src_ip,src_port,dst_ip,dst_port,ndpi_proto
1,6,10.0.0.2,999,10.0.0.1,443,TLS.AmazonAlexa
2,17,10.0.0.2,998,10.0.0.1,53,DNS.AmazonAWS
3,1,10.0.0.2,0,10.0.0.1,0,ICMP
"""


def fact(field, operator, value):
    return {"platform": "lamp", "field": field, "operator": operator,
            "value": value}


class Scores(unittest.TestCase):
    def test_facts_match_as_they_are_read(self):
        values = facts.session_values({"request": REQUEST})
        for *row, matches in FACTS:
            with self.subTest(row=row):
                self.assertEqual(facts.fact_matches(fact(*row), values),
                                 matches)

    def test_what_was_not_recorded_shows_nothing(self):
        session = {"label": "lamp", "request": REQUEST, "has": {
            "request_line": False, "request_headers": False,
            "request_body": False}}
        known = {"lamp": [fact(*row[:3]) for row in FACTS]}
        self.assertEqual(facts.distinguishing(session, known), [])
        del session["has"]
        self.assertEqual(len(facts.distinguishing(session, known)),
                         sum(row[3] for row in FACTS))

    def test_names_of_ndpi(self):
        flows = dict(ndpi.read_flows(NDPI))
        self.assertEqual(len(flows), 2)
        key = ndpi.ends("tcp", ("10.0.0.1", 443), ("10.0.0.2", 999))
        self.assertEqual(ndpi.platform_of(flows[key]), "alexa")
        key = ndpi.ends("udp", ("10.0.0.1", 53), ("10.0.0.2", 998))
        self.assertIsNone(ndpi.platform_of(flows[key]))
        self.assertEqual(list(ndpi.read_flows("")), [])

    def test_the_promises_hold(self):
        harness.shared("captures")
        folder = pathlib.Path(harness.program("iotpf-test")).parent
        report = folder.parent / "scores.md"
        result = subprocess.run(
            [sys.executable, "-B", SCORES / "score.py", folder, "-o", report,
             "--without-ndpi"], stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=harness.RUN_SECONDS)
        self.assertEqual(result.returncode, 0, result.stderr)
        text = report.read_text()
        print(text)
        self.assertIn("| yes |", text)
        self.assertNotIn("| NO |", text)


if __name__ == "__main__":
    harness.main()
