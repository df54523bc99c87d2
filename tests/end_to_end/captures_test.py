#!/usr/bin/env python3
"""Real captures with labels: the standard rules find what is labelled, and
claim nothing that is labelled as no IoT.

The captures are beside the repository, not in it; labels_flows.tsv there has a
row for each flow. Only labels of high confidence count here.
"""

import collections
import csv
import unittest

import harness

# Of the labelled flows of a platform, the share that must be found, in front or
# behind a brand that rents it. The rest are mostly mDNS, whose names the
# standard rules do not read, and local protocols without a public description.
FLOORS = {
    "alexa": 1.0,
    "aliyun_iot": 1.0,
    "amazon_dash": 1.0,
    "aws_iot": 1.0,
    "blink": 1.0,
    "dlink": 0.95,
    "dueros": 1.0,
    "edimax": 1.0,
    "google_cloud_iot": 1.0,
    "govee": 1.0,
    "hue": 0.99,  # a bridge that only asks for its own name may be an app
    "mijia": 0.99,
    "smartthings": 0.93,
    "tplink": 0.98,
    "tuya": 0.8,
    "wemo": 1.0,
    "withings": 1.0,
}


def labelled_flows(captures):
    with open(captures / "labels_flows.tsv", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t",
                                  quoting=csv.QUOTE_NONE):
            if row["role"] == "dev" and row["confidence"] == "high":
                yield row


def ends(transport, *endpoints):
    """What names a flow in both directions."""
    return transport, frozenset((ip, int(port)) for ip, port in endpoints)


def ends_of_row(row):
    return ends(row["transport"], (row["client_ip"], row["client_port"]),
                (row["server_ip"], row["server_port"]))


def ends_of_session(session):
    return ends(session["transport"], *[
        (session[side]["ip"], session[side]["port"])
        for side in ("client", "server")])


class Captures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        captures = harness.shared("captures")
        cls.rows = list(labelled_flows(captures))
        files = sorted({str(captures / row["file"]) for row in cls.rows})
        cls.flows = collections.defaultdict(list)
        for session in harness.scan(*files):
            if session["kind"] == "flow":
                key = session["input"], ends_of_session(session)
                cls.flows[key].append(session)
        for row in cls.rows:
            key = str(captures / row["file"]), ends_of_row(row)
            row["sessions"] = cls.flows[key]

    def test_every_labelled_flow_is_a_session(self):
        missing = [row for row in self.rows if not row["sessions"]]
        self.assertEqual(missing, [])

    def test_platforms_are_found(self):
        labelled = collections.Counter()
        found = collections.Counter()
        for row in self.rows:
            platform = row["platform"]
            labelled[platform] += 1
            found[platform] += any(platform in s["platforms"] + s["behind"]
                                   for s in row["sessions"])
        for platform, floor in FLOORS.items():
            with self.subTest(platform=platform, found=found[platform],
                              labelled=labelled[platform]):
                self.assertGreaterEqual(found[platform],
                                        floor * labelled[platform])

    def test_nothing_else_is_claimed(self):
        wrong = [f"{row['file']}: {session['platforms']} at "
                 f"{session['server']}, labelled {row['platform']}"
                 for row in self.rows for session in row["sessions"]
                 if row["platform"] == "non-iot" and session["platforms"]]
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    harness.main()
