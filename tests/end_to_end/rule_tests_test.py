#!/usr/bin/env python3
"""iotpf-test as CI and people run it: sessions from files, what a failing test
shows, and the forms of output."""

import pathlib
import shutil
import tempfile
import unittest
import xml.etree.ElementTree as xml

import harness

RULES = """
module lamps;

platform lamp "Lamp" {
    fingerprint device {
        positive sni  = tls.sni == "lamp.example";
        negative shop = http.request.path starts_with "/shop/";
        sufficient positive : sni;
        sufficient negative : shop;
    }

    test "passes & <is> \\"quoted\\" # here" {
        tls.sni = "lamp.example";
        expect lamp.device by sni;
    }
    test "fails" {
        request = \"\"\"
            GET /shop/a HTTP/1.1
            Host: lamp.example
            \"\"\";
        expect lamp;
    }
}
"""

# One statement each, and what iotpf-test says of it; nothing: the test passes.
INPUTS = [
    ('session = """{"tls": {"sni": "lamp.example"}}"""; expect lamp;', None),
    ('session = """{"tls":\n {"sni": "lamp.example"}}"""; expect lamp;', None),
    ('session = """{"tls": """; expect other;', "session: is no JSON object"),
    ('har = "app.har"; entry = 2; expect lamp_app;', None),
    ('har = "app.har"; entry = 3; expect other;',
     "app.har: has 2 sessions, and no number 3"),
    ('har = "app.har"; expect other;',
     "app.har: has 2 sessions; say which is meant"),
    ('capture = "loopback.pcap"; flow = 1; expect other;', None),
    ('capture = "loopback.pcap"; flow = 1; expect lamp;',
     "expected lamp; found other"),
    ('capture = "no_such.pcap"; flow = 1; expect lamp;', "no_such.pcap: "),
    ('capture = "rules.fp"; flow = 1; expect lamp;', "rules.fp: "),
]

HAR = """{"log": {"version": "1.2", "creator": {"name": "t", "version": "1"},
"entries": [%s, %s]}}"""
ENTRY = """{"startedDateTime": "2026-01-01T00:00:00Z", "time": 1,
"request": {"method": "GET", "url": "http://%s/", "httpVersion": "HTTP/1.1",
 "headers": [], "queryString": [], "cookies": [], "headersSize": -1,
 "bodySize": 0},
"response": {"status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1",
 "headers": [], "cookies": [], "content": {"size": 0, "mimeType": ""},
 "redirectURL": "", "headersSize": -1, "bodySize": 0},
"cache": {}, "timings": {"send": 0, "wait": 0, "receive": 0}}"""


class RuleTestsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.rules = self.folder / "rules.fp"
        self.rules.write_text(RULES)

    def test_a_failing_test_shows_session_verdict_and_tree(self):
        result = harness.run("iotpf-test", self.rules)
        self.assertEqual(result.returncode, 1, result.stderr)
        for part in ["rules.fp:16:5: failed: lamp: fails",
                     "expected lamp; found other",
                     'http.request.path = "/shop/a"',
                     "sufficient negative, priority 200: votes excluded",
                     'saw "/shop/a"', "not observed",
                     "1 passed, 1 failed"]:
            self.assertIn(part, result.stdout)
        self.assertNotIn("passed: lamp", result.stdout)

    def test_explain_shows_tests_that_pass_too(self):
        result = harness.run("iotpf-test", "--explain", "--filter=quoted",
                             self.rules)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("passed: lamp", result.stdout)
        self.assertIn('saw "lamp.example"', result.stdout)

    def test_junit(self):
        out = self.folder / "tests.xml"
        result = harness.run("iotpf-test", "--format=junit", "-o", out,
                             self.rules)
        self.assertEqual(result.returncode, 1, result.stderr)
        suites = xml.parse(out).getroot()
        self.assertEqual(suites.attrib["tests"], "2")
        self.assertEqual(suites.attrib["failures"], "1")
        cases = suites.findall("testsuite/testcase")
        self.assertEqual(cases[0].attrib["name"],
                         'passes & <is> "quoted" # here')
        self.assertIsNone(cases[0].find("failure"))
        self.assertEqual(cases[1].find("failure").attrib["message"],
                         "expected lamp; found other")

    def test_tap(self):
        result = harness.run("iotpf-test", "--format=tap", self.rules)
        lines = result.stdout.splitlines()
        self.assertEqual(lines[:3], [
            "TAP version 14", "1..2",
            'ok 1 - lamp: passes & <is> "quoted" \\# here'])
        self.assertEqual(lines[3], "not ok 2 - lamp: fails")
        self.assertEqual(lines[4], "  ---")
        self.assertEqual(lines[-1], "  ...")

    def test_sessions_from_json_and_files(self):
        shutil.copy(harness.DATA / "loopback.pcap", self.folder)
        (self.folder / "app.har").write_text(
            HAR % (ENTRY % "other.example", ENTRY % "app.lamp.example"))
        for number, (statements, fault) in enumerate(INPUTS):
            with self.subTest(statements=statements):
                self.rules.write_text(RULES.split("test ")[0] + """
                    test "input" { %s }
                }
                platform lamp_app {
                    fingerprint mobile {
                        positive host = http.request.host == "app.lamp.example";
                    }
                }""" % statements)
                result = harness.run("iotpf-test", self.rules)
                said = result.stdout + result.stderr
                if fault is None:
                    self.assertEqual(result.returncode, 0, said)
                else:
                    self.assertEqual(result.returncode, 1, said)
                    self.assertIn(fault, said)

    def test_exit_codes(self):
        cases = [([], 2), (["--filter=nothing", self.rules], 1),
                 (["--allow=no-such", self.rules], 2),
                 ([self.folder / "none.fp"], 3),
                 (["--format=junit", "-o", "/nowhere/x", self.rules], 3)]
        for arguments, code in cases:
            with self.subTest(arguments=arguments):
                result = harness.run("iotpf-test", *arguments)
                self.assertEqual(result.returncode, code, result.stderr)
                self.assertNotEqual(result.stderr, "")


if __name__ == "__main__":
    harness.main()
