#!/usr/bin/env python3
"""iotpf-test --labels: labelled sessions and flows in, a score out, in each of
its forms as it stands in labels/. After a change that is meant,

    IOTPF_UPDATE=1 python3 labels_test.py BIN_DIRECTORY

rewrites these files.
"""

import json
import os
import pathlib
import shutil
import tempfile
import unittest
import xml.etree.ElementTree as xml

import harness

EXPECTED = pathlib.Path(__file__).resolve().parent / "labels"

# Label, host, path, User-Agent.
SESSIONS = [
    ("lamp", "api.lamp.example", "/", ""),
    ("lamp", "api.lamp.example", "/v1", ""),
    ("lamp", "lamp42.cloud.example", "/", ""),
    ("cloud", "lamp42.cloud.example", "/", ""),
    ("lamp", "lamp43.cloud.example", "/", ""),  # its back end alone
    ("lamp", "api.lamp.example", "/shop/", ""),  # excluded: the provider
    ("lamp", "www.lamp.example", "/", ""),  # the provider
    ("lamp", "other.example", "/", ""),
    ("plug", "api.lamp.example", "/plug/1", ""),  # ambiguous
    ("plug", "other.example", "/plug/1", ""),
    ("plug", "other.example", "/", "Lamp/7"),  # a wrong name
    ("non-iot", "other.example", "/plug/2", ""),  # claimed
    ("non-iot", "www.lamp.example", "/", ""),
    ("non-iot", "other.example", "/", ""),
    ("camera", "other.example", "/", ""),  # no rules for it
]

COLUMNS = ("file transport client_ip client_port server_ip server_port "
           "first_ts platform confidence").split()
FLOWS = [
    # Turned: which side is the client does not matter.
    "udp 127.0.0.1 8053 127.0.0.1 50169 1795360454.0 lamp high",
    "tcp 127.0.0.1 44540 127.0.0.1 1883 1795360454.0 non-iot high",
    "tcp 127.0.0.1 44546 127.0.0.1 1883 1795360454.0 lamp medium",
    "tcp 127.0.0.1 1 127.0.0.1 2 1795360454.0 lamp high",  # no such flow
    "tcp 127.0.0.1 56694 127.0.0.1 2002 1795360454.0 unknown -",
]


def session(number, label, host, path, agent):
    headers = [["Host", host]] + ([["User-Agent", agent]] if agent else [])
    return json.dumps({
        "id": f"s{number}", "label": label, "ambiguous": number == 1,
        "request": {"method": "GET", "url": f"http://{host}{path}",
                    "headers": headers}})


class Labels(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        shutil.copy(EXPECTED / "rules.fp", self.folder)
        shutil.copy(harness.DATA / "loopback.pcap", self.folder)
        lines = [session(i, *row) for i, row in enumerate(SESSIONS)]
        (self.folder / "sessions.jsonl").write_text("\n".join(lines) + "\n")
        rows = ["\t".join(["loopback.pcap", *row.split()]) for row in FLOWS]
        (self.folder / "flows.tsv").write_text(
            "\n".join(["\t".join(COLUMNS)] + rows) + "\n")

    def score(self, *arguments):
        return harness.run("iotpf-test", *arguments, cwd=self.folder)

    def test_every_form_is_as_expected(self):
        for form in ("text", "json", "html", "svg"):
            with self.subTest(form=form):
                result = self.score("rules.fp", "--labels", "sessions.jsonl",
                                    "flows.tsv", f"--format={form}")
                self.assertEqual(result.returncode, 0, result.stderr)
                path = EXPECTED / f"score.{form.replace('text', 'txt')}"
                if os.environ.get("IOTPF_UPDATE"):
                    path.write_text(result.stdout)
                self.assertEqual(result.stdout, path.read_text())

    def test_the_figures_are_those_of_the_table_above(self):
        result = self.score("rules.fp", "--labels", "sessions.jsonl",
                            "flows.tsv", "--format=json")
        score = json.loads(result.stdout)["sure"]
        self.assertEqual(score["iot"], {
            "sessions": 13, "right": 5, "wrong": 1, "back_end": 1,
            "ambiguous": 1, "provider": 2, "other": 2, "missing": 1})
        self.assertEqual(score["non_iot"],
                         {"sessions": 4, "right": 3, "wrong": 1, "missing": 0})
        plug = [row for row in score["platforms"] if row["platform"] == "plug"]
        self.assertEqual([(row["labelled"], row["right"], row["wrong"])
                          for row in plug], [(3, 1, 1)])

    def test_errors_name_their_cause(self):
        result = self.score("rules.fp", "--labels", "sessions.jsonl",
                            "--format=json")
        causes = {error["place"]: (error["condition"], error["features"])
                  for error in json.loads(result.stdout)["errors"]}
        self.assertEqual(causes["sessions.jsonl:11"], (
            "lamp.device.sufficient_positive",
            ['lamp.device.agent (http.request.header["user-agent"] = Lamp/7)']))
        self.assertEqual(causes["sessions.jsonl:6"],
                         ("lamp.device.sufficient_negative", ["lamp.shop"]))

    def test_pictures_are_xml(self):
        for form in ("html", "svg"):
            text = (EXPECTED / f"score.{form}").read_text()
            text = text[text.index("<svg"):text.index("</svg>")] + "</svg>"
            picture = xml.fromstring(text)
            names = [node.text for node in picture.iter(
                "{http://www.w3.org/2000/svg}text")]
            for name in ("lamp", "plug", "non-iot", "ambiguous"):
                self.assertIn(name, names)

    def test_the_standard_rules_stand_in_where_none_are_named(self):
        result = self.score("--labels", "flows.tsv", "--format=json")
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_a_score_over_nothing_is_an_error(self):
        flows = self.folder / "flows.tsv"
        header = flows.read_text().splitlines()[0]
        rows = [row for row in flows.read_text().splitlines()
                if "medium" in row or "\t2\t" in row]
        for kept in ([], rows):
            flows.write_text("\n".join([header, *kept]) + "\n")
            result = self.score("rules.fp", "--labels", "flows.tsv")
            self.assertEqual(result.returncode, 1)
            self.assertIn("no session with a sure label was found",
                          result.stderr)

    def test_a_session_with_two_labels_is_an_error(self):
        sessions = self.folder / "sessions.jsonl"
        lines = sessions.read_text().splitlines(keepends=True)
        sessions.write_text("".join([*lines, lines[2]]))
        result = self.score("rules.fp", "--labels", "sessions.jsonl")
        self.assertEqual(result.returncode, 3)
        self.assertIn("sessions.jsonl:16: `s2` has a label already, at "
                      "sessions.jsonl:3", result.stderr)

    def test_an_input_that_cannot_be_read_is_said(self):
        flows = self.folder / "flows.tsv"
        flows.write_text(flows.read_text()
                         + flows.read_text().splitlines()[1].replace(
                             "loopback.pcap", "nowhere.pcap") + "\n")
        result = self.score("rules.fp", "--labels", "flows.tsv",
                            "--format=json")
        self.assertEqual(result.returncode, 3)
        self.assertIn("nowhere.pcap", result.stderr)
        score = json.loads(result.stdout)
        self.assertIn("nowhere.pcap", score["problems"][0])
        self.assertEqual(score["sure"]["iot"]["right"], 1)

    def test_exit_codes(self):
        cases = [(["--labels", "nowhere.tsv"], 3),
                 (["--labels", "rules.fp"], 3),
                 (["--labels", "flows.tsv", "--format=tap"], 2),
                 (["--labels", "flows.tsv", "--filter=a"], 2),
                 (["rules.fp", "--format=svg"], 2)]
        for arguments, code in cases:
            with self.subTest(arguments=arguments):
                result = self.score(*arguments)
                self.assertEqual(result.returncode, code, result.stderr)
                self.assertNotEqual(result.stderr, "")


if __name__ == "__main__":
    harness.main()
