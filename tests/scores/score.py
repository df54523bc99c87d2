#!/usr/bin/env python3
"""What the standard rules reach on the labelled data beside the repository.

    tests/scores/score.py build/bin [-o REPORT.md] [--without-ndpi]

Runs `iotpf-test --labels` on ../shared/sessions and ../shared/captures, and
writes the figures as Markdown: of sessions, also on those alone that show a fact
which names their platform (facts.py, which knows nothing of the rules); of
captures, beside ndpiReader, where that is installed. Ends with 1 where the
figures are below what is promised, or where nothing was scored.
"""

import argparse
import collections
import csv
import json
import pathlib
import shutil
import subprocess
import sys

import facts
import ndpi

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared"

# What is promised, as shares.
MIN_PRECISION = 0.999
MAX_FALSE_CLAIMS = 0.001
MIN_DISTINGUISHED_RECALL = 0.99
MIN_CAPTURE_RIGHT = 0.99


def percent(part, whole):
    return f"{100 * part / whole:.2f} %" if whole else "-"


def score(program, *labels):
    """The JSON that `iotpf-test --labels` writes."""
    result = subprocess.run(
        [program, "--labels", *map(str, labels), "--format=json"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600,
        check=False)
    if result.returncode != 0:
        raise SystemExit(f"iotpf-test: {result.stderr.strip()}")
    return json.loads(result.stdout)


class Report:
    """Markdown, and what of it is below the promise."""

    def __init__(self):
        self.lines = []
        self.broken = []

    def promise(self, what, value, holds):
        self.lines.append(f"| {what} | {value} | {'yes' if holds else 'NO'} |")
        if not holds:
            self.broken.append(what)

    def heading(self, text):
        self.lines += ["", f"## {text}", ""]

    def table(self, *columns):
        self.lines += ["| " + " | ".join(columns) + " |",
                       "| " + " | ".join("---" for _ in columns) + " |"]

    def row(self, *cells):
        self.lines.append("| " + " | ".join(map(str, cells)) + " |")


def precise(report, sure):
    """The promises that sessions and captures share."""
    claimed = [row for row in sure["platforms"] if row["claimed"]]
    low = [row["platform"] for row in claimed
           if row["precision"] < MIN_PRECISION]
    value = percent(sure["precision"], 1) if claimed else "nothing claimed"
    report.promise("precision of each platform, 99.9 % at least",
                   ", ".join(low) or value, claimed and not low)
    non_iot = sure["non_iot"]
    found = non_iot["sessions"] - non_iot["missing"]
    report.promise("no IoT, but claimed, 0.1 % at most",
                   f"{percent(non_iot['wrong'], found)} of {found}",
                   found and non_iot["wrong"] <= MAX_FALSE_CLAIMS * found)


def misses(errors, name):
    """Sessions of sure labels that got no name or another, by label and why:
    what the rules say of it, or else `name` of the error."""
    reasons = collections.Counter()
    for error in errors:
        if error["grade"] != "sure":
            continue
        why = error["condition"] or ", ".join(error["features"])
        reasons[error["labels"][0] if error["labels"] else "non-iot",
                error["outcome"], why or name(error)] += 1
    return reasons.most_common()


def write_misses(report, errors, name):
    report.heading("What is not found, and why")
    report.table("sessions", "label", "got", "why")
    for (label, outcome, why), count in misses(errors, name):
        report.row(count, label, outcome, why)


def line_of(error):
    return int(error["place"].rsplit(":", 1)[1])


def shown_by(session):
    """What little a session shows that the rules could know."""
    values = facts.session_values(session)
    host = values.get("http.request.host")
    if host:
        return f"nothing that the rules know at {host[0]}"
    keys = sorted({key for name in ("request", "response")
                   for key in values.get(f"http.{name}.body-json-key", [])})
    if not keys:
        return "no host, and no JSON"
    more = f", and {len(keys) - 4} more" if len(keys) > 4 else ""
    return f"no host; JSON of {', '.join(keys[:4])}{more}"


def score_sessions(report, program):
    path = SHARED / "sessions" / "dev.jsonl"
    result = score(program, path)
    sure = result["sure"]
    sessions = facts.read_sessions(path)
    known = facts.read_facts(SHARED / "facts" / "facts.tsv")
    missed = {line_of(error) for error in result["errors"]}
    shown = [line for line, session in sessions
             if session["label"] != "non-iot" and not session.get("ambiguous")
             and facts.distinguishing(session, known)]
    found = sum(line not in missed for line in shown)

    report.heading("Sessions")
    report.table("promise", "measured", "holds")
    precise(report, sure)
    report.promise("recall where a session shows what names its platform, "
                   "99 % at least",
                   f"{percent(found, len(shown))} of {len(shown)}",
                   shown and found >= MIN_DISTINGUISHED_RECALL * len(shown))
    report.row("recall on all sessions of platforms",
               f"{percent(sure['recall'], 1)} of {sure['iot']['sessions']}", "")
    by_line = dict(sessions)
    write_misses(report, result["errors"],
                 lambda error: shown_by(by_line[line_of(error)]))


def labelled_flows():
    with open(SHARED / "captures" / "labels_flows.tsv", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t",
                                  quoting=csv.QUOTE_NONE):
            if row["confidence"] == "high" and row["platform"] != "unknown":
                yield row


def score_ndpi(reader):
    """Platforms named, flows named right, flows named wrong."""
    by_file = collections.defaultdict(list)
    for row in labelled_flows():
        by_file[row["file"]].append(row)
    platforms, right, wrong = set(), 0, 0
    for path, rows in sorted(by_file.items()):
        flows = ndpi.scan(reader, SHARED / "captures" / path)
        for row in rows:
            key = ndpi.ends(row["transport"],
                            (row["client_ip"], row["client_port"]),
                            (row["server_ip"], row["server_port"]))
            name = ndpi.platform_of(flows.get(key, ""))
            if name is None:
                continue
            if name in row["platform"].removeprefix("mixed:").split("+"):
                platforms.add(name)
                right += 1
            else:
                wrong += 1
    return platforms, right, wrong


def compare_ndpi(report, result, with_ndpi):
    reader = shutil.which("ndpiReader") if with_ndpi else None
    report.heading("Beside ndpiReader, flows with labels of high confidence")
    if reader is None:
        report.lines.append("Not compared: ndpiReader is not installed, or "
                            "not asked for (Debian: `libndpi-bin`).")
        return
    sure = result["sure"]
    found = [row for row in sure["platforms"] if row["right"]]
    platforms, right, wrong = score_ndpi(reader)
    report.table("", "platforms named", "flows named right", "wrong names")
    report.row("iotpf-run", len(found), sum(row["right"] for row in found),
               sure["iot"]["wrong"] + sure["non_iot"]["wrong"])
    report.row("ndpiReader", len(platforms), right, wrong)


def score_captures(report, program, with_ndpi):
    folder = SHARED / "captures"
    result = score(program, folder / "labels_flows.tsv")
    sure, likely = result["sure"], result["likely"]
    report.heading("Captures")
    report.table("promise", "measured", "holds")
    iot, non_iot = sure["iot"], sure["non_iot"]
    found = non_iot["sessions"] - non_iot["missing"]
    report.promise("flows labelled `high` that get their platform, 99 % at "
                   "least", f"{percent(iot['right'], iot['sessions'])} of "
                   f"{iot['sessions']}", iot["sessions"] > 0
                   and iot["right"] >= MIN_CAPTURE_RIGHT * iot["sessions"])
    report.promise("flows labelled `non-iot` that are claimed, none",
                   f"{non_iot['wrong']} of {found}",
                   found and non_iot["wrong"] == 0)
    report.row("flows labelled `medium` that get their platform",
               f"{percent(likely['iot']['right'], likely['iot']['sessions'])} "
               f"of {likely['iot']['sessions']}", "")
    report.row("wrong names in all of these",
               iot["wrong"] + likely["iot"]["wrong"]
               + likely["non_iot"]["wrong"], "")
    write_misses(report, result["errors"],
                 lambda error: "nothing that the rules know at "
                 + " ".join(error["server"].split()[1:] or [error["server"]]))
    compare_ndpi(report, result, with_ndpi)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("bin", type=pathlib.Path, help="folder of iotpf-test")
    parser.add_argument("-o", "--output", type=pathlib.Path)
    parser.add_argument("--without-ndpi", action="store_true")
    options = parser.parse_args()
    if not (SHARED / "captures").is_dir():
        raise SystemExit(f"{SHARED} is not here: nothing to score")
    program = str(options.bin.resolve() / "iotpf-test")
    report = Report()
    report.lines.append("# The standard rules on labelled traffic")
    score_sessions(report, program)
    score_captures(report, program, not options.without_ndpi)
    text = "\n".join(report.lines) + "\n"
    if options.output:
        options.output.write_text(text)
    else:
        print(text, end="")
    for what in report.broken:
        print(f"below the promise: {what}", file=sys.stderr)
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
