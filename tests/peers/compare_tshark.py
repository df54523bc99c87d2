#!/usr/bin/env python3
"""iotpf-run and tshark over the same captures, value by value.

By field: how many values both show, how many agree, how many differ, and how
many one shows alone; then each difference with its file, its flow and both
values. Those that kinds.py explains are counted by kind. JA4 is compared with
what its own source expects.
"""

import argparse
import collections
import csv
import functools
import os
import pathlib
import re
import shutil
import sys
import tempfile

import flows
import kinds
import our_fields
import tshark_fields

ROOT = pathlib.Path(__file__).resolve().parents[2]
CAPTURES = ROOT.parent / "shared" / "captures"
EXPECTED_JA4 = pathlib.Path("expected/ja4")  # below the captures
CACHE = pathlib.Path(tempfile.gettempdir()) / "iotpf-tshark"
UNEXPLAINED = "without an explanation"


class World(Exception):
    """A program or a file is missing."""


# ---- the captures

def captures_of(folder):
    """Paths below the folder, with the keys of each: (path, key rows)."""
    with open(folder / "manifest.tsv", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t",
                                   quoting=csv.QUOTE_NONE))
    keys = collections.defaultdict(list)
    with open(folder / "decrypt.tsv", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            keys[row["file"]].append(row)
    for row in rows:
        if row["format"].startswith(("pcap", "snoop")):
            yield row["path"], keys[row["path"]]


def options_of(row):
    """What both programs get of a row of decrypt.tsv: (ours, tshark's)."""
    ours = {"keylog": ["--keylog", row["key"]],
            "rsa-private-key": ["--rsa-key", row["key"]],
            "psk": ["--psk", row["key"].removeprefix("psk:")]}
    theirs = []
    for option in re.split(r"\s+(?=-[a-z] )", row["tshark_options"].strip()):
        theirs += option.split(" ", 1)
    return ours.get(row["key_kind"], []), [o for o in theirs if o]


# ---- what differs

# One value of each side, or none; and all that both show of the flow, `closer`
# what tshark shows at a closer look, `told()` when it is told what the ports are.
Difference = collections.namedtuple(
    "Difference", "file ends field ours theirs our their closer told")


class Comparison:
    def __init__(self):
        self.counts = collections.defaultdict(collections.Counter)

    def add(self, ours, theirs, fields=flows.FIELDS):
        """Compares the flows of a capture; returns the values that differ.

        Each is a flow, a field, and a value of both sides, one perhaps None.
        """
        differing = []
        for key in sorted(set(ours) | set(theirs), key=repr):
            our = ours.get(key, flows.Flow())
            their = theirs.get(key, flows.Flow())
            for field in fields:
                differing += [(key, field, *pair) for pair in
                              self._values(field, our, their)]
        return differing

    def _values(self, field, our, their):
        mine = collections.Counter(our.values[field])
        peers = collections.Counter(their.values[field])
        if field == "qname" and flows.MORE_NAMES in our.words:
            peers &= mine
        counts = self.counts[field]
        counts["agree"] += sum((mine & peers).values())
        left = [sorted((mine - peers).elements()),
                sorted((peers - mine).elements())]
        for at in range(max(map(len, left))):
            pair = [side[at] if at < len(side) else None for side in left]
            counts["differ" if None not in pair else
                   "only tshark" if pair[0] is None else "only ours"] += 1
            yield pair


def print_table(comparison):
    columns = ("both", "agree", "differ", "only ours", "only tshark")
    print(f"{'field':<10}" + "".join(f"{c:>13}" for c in columns))
    for field in flows.FIELDS + ("ja4",):
        counts = comparison.counts[field]
        counts["both"] = counts["agree"] + counts["differ"]
        if any(counts.values()):
            print(f"{field:<10}" + "".join(f"{counts[c]:>13}"
                                           for c in columns))


def print_differences(differences, show_all):
    """Prints those without an explanation, or all. Returns how many lack one."""
    by_kind = collections.Counter()
    for difference in differences:
        kind = kinds.kind_of(difference) or UNEXPLAINED
        by_kind[kind] += 1
        if kind == UNEXPLAINED or show_all:
            ends = " ".join(f"{ip}:{port}" for ip, port in
                            sorted(difference.ends[1]))
            print(f"{difference.file} {difference.ends[0]} {ends} "
                  f"{difference.field}: ours {difference.ours!r}, tshark "
                  f"{difference.theirs!r} [{kind}]")
    for kind, count in sorted(by_kind.items()):
        print(f"{count:>6}  {kind}")
    return by_kind[UNEXPLAINED]


# ---- the program

class Run:
    def __init__(self, program, tshark, folder):
        self.program = program
        self.tshark = tshark
        self.folder = folder
        self.rules = our_fields.write_rules(folder)
        self.comparison = Comparison()
        self.differences = []

    def compare(self, captures):
        # Secrets in one capture open its copy, too.
        ours = self._ours([path for path, rows in captures if not rows], [])
        by_path = collections.defaultdict(dict)
        for key, flow in ours.items():
            by_path[key[0]][key] = flow
        for path, rows in captures:
            for row in rows or [None]:
                options, peer_options = options_of(row) if row else ([], [])
                mine = self._ours([path], options) if row else by_path[path]
                self._capture(path, mine, peer_options)

    def _ours(self, paths, options):
        return flows.our_flows(self.program, self.rules, paths, options,
                               self.folder)

    def _capture(self, path, ours, options):
        theirs = flows.their_flows(self.tshark, path, options)
        differing = self.comparison.add(ours, theirs)
        closer = {}
        if differing:
            closer = flows.their_flows(self.tshark, path, options, closer=True)
        expected = EXPECTED_JA4 / f"{pathlib.Path(path).name}.json"
        if path.startswith("files/ja4/") and expected.exists():
            expected_flows = flows.ja4_flows(path, expected)
            mine = {key: ours[key] for key in expected_flows if key in ours}
            differing += self.comparison.add(mine, expected_flows, ("ja4",))
        none = flows.Flow()
        self.differences += [
            Difference(path, key[1], field, mine, their, ours.get(key, none),
                       theirs.get(key, none), closer.get(key, none),
                       functools.partial(flows.told_flow, self.tshark, path,
                                         options, key[1]))
            for key, field, mine, their in differing]


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0],
        epilog="Exit codes: 0 all differences have an explanation, 1 some "
               "have none, 2 wrong usage, 3 a program or a file is missing.")
    parser.add_argument("bin", type=pathlib.Path, metavar="BIN_DIRECTORY",
                        help="where iotpf-run was built")
    parser.add_argument("captures", type=pathlib.Path, nargs="?",
                        default=CAPTURES,
                        help="a folder with manifest.tsv and decrypt.tsv "
                             "(default: %(default)s)")
    parser.add_argument("--only", default="", metavar="TEXT",
                        help="captures whose path has this in it")
    parser.add_argument("--all", action="store_true",
                        help="print differences with an explanation, too")
    parser.add_argument("--cache", type=pathlib.Path, default=CACHE,
                        help="where runs of tshark are kept "
                             "(default: %(default)s)")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    program = arguments.bin.resolve() / "iotpf-run"
    for name in ("tshark", "openssl", program):
        if shutil.which(name) is None:
            raise World(f"{name} is not here")
    os.chdir(arguments.captures)
    captures = [(path, rows) for path, rows in captures_of(pathlib.Path("."))
                if arguments.only in path]
    if not captures:
        raise World(f"no capture has {arguments.only!r} in its path")
    with tempfile.TemporaryDirectory() as folder:
        run = Run(program, tshark_fields.Tshark(arguments.cache), folder)
        run.compare(captures)
        run.tshark.certificates.keep()
    print_table(run.comparison)
    unexplained = print_differences(run.differences, arguments.all)
    return 1 if unexplained else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (World, our_fields.NoAnswer, OSError) as error:
        print(f"compare_tshark.py: {error}", file=sys.stderr)
        sys.exit(3)
