#!/usr/bin/env python3
"""Measures iotpf-run on whole captures beside other programs.

Makes the workloads with the generator in ../shared/perf, checks that the answers
agree with those of its bare loop, then runs every program in turn, pinned to
one core, and prints medians and ratios to the bare loop of the same round.

  scan_bench.py BIN_FOLDER                    mix and tiny, five rounds
  scan_bench.py BIN_FOLDER --scale 10         at a tenth of the size
  scan_bench.py BIN_FOLDER --smoke            tiny, for its answers (CTest)
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parents[2]
PERF = ROOT.parent / "shared" / "perf" / "src"
TABLE_LIMIT = 2.5  # times the bare loop's time, wanted
JSON_LIMIT = 4.0


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(1)


class Run:
    """What one run of a program took."""

    def __init__(self, wall, cpu, peak_mb, output):
        self.wall = wall
        self.cpu = cpu
        self.peak_mb = peak_mb
        self.output = output


def run(command, cores):
    """Runs a command on some cores; its errors are not hidden."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        child = subprocess.Popen(
            command, stdout=output, stderr=subprocess.DEVNULL,
            preexec_fn=lambda: os.sched_setaffinity(0, cores))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begin
        if child.returncode != 0:
            fail(f"{command[0]} ends with {child.returncode}")
        output.seek(0)
        text = output.read().decode(errors="replace")
    return Run(wall, usage.ru_utime + usage.ru_stime,
               usage.ru_maxrss / 1024, text)


def make_workload(data, scale, seed):
    """The folder with mix.pcap, tiny.pcap and the bare loop, made where it is
    not there."""
    folder = data / f"scale{scale}-seed{seed}"
    if not (folder / "complete").exists():
        made = subprocess.run(
            ["bash", str(PERF / "pcap" / "gen.sh"), str(folder), str(seed)],
            env={**os.environ, "SCALE": str(scale)},
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if made.returncode != 0:
            print("skipped: the generator fails:", made.stderr[-500:])
            sys.exit(SKIPPED)
        (folder / "complete").touch()
    return folder


def lean_ndpi(folder):
    """libndpi in a lean loop, compiled where its headers are there."""
    program = folder / "ndpibench"
    if program.exists():
        return [program]
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libndpi"],
                           capture_output=True, text=True)
    if flags.returncode != 0:
        return []
    # The interface changed with version 4.4.
    for version in ([], ["-DNDPI_NEW"]):
        built = subprocess.run(
            ["g++", "-O3", "-march=native", "-std=c++20", *version,
             str(PERF / "peers" / "ndpibench.cpp"), "-o", str(program)]
            + flags.stdout.split(), capture_output=True)
        if built.returncode == 0:
            return [program]
    return []


def programs_for(options, folder, capture):
    """Name to command; the bare loop first."""
    floor = str(folder / "floor")
    ours = str(options.bin / "iotpf-run")
    lines = str(folder / "out.json")
    commands = {
        "bare loop": [floor, "rsni", capture],
        "read": [floor, "rnull", capture],
        "ours, table": [ours, "-q", "-j1", capture],
        "ours, --json": [ours, "-q", "-j1", "--json", "-o", lines, capture],
    }
    if options.smoke:
        return commands
    for program in lean_ndpi(folder):
        commands["libndpi, lean loop"] = [str(program), capture]
    if shutil.which("softflowd"):
        commands["softflowd"] = ["softflowd", "-d", "-r", capture]
    if shutil.which("ndpiReader"):
        commands["ndpiReader"] = ["ndpiReader", "-q", "-i", capture]
    if options.tshark and shutil.which("tshark"):
        commands["tshark"] = ["tshark", "-q", "-n", "-r", capture,
                              "-z", "conv,tcp"]
    return commands


def bare_answers(output):
    return {name: int(value) for name, value
            in re.findall(r"(\w+)=(\d+)\b", output)}


def check_answers(name, workload, folder, commands, core):
    """Flows and server names, ours against the bare loop's."""
    bare = bare_answers(run(commands["bare loop"], core).output)
    run(commands["ours, --json"], core)
    flows = named = 0
    with open(folder / "out.json", encoding="utf-8") as lines:
        for line in lines:
            session = json.loads(line)
            if session["kind"] != "flow":
                continue
            flows += 1
            named += (session["protocol"] == "tls"
                      and session["server"]["name"] is not None)
    # The bare loop counts ICMP too; a port used again is one flow to it.
    expected = bare["flows"] - workload["icmp"][0]
    print(f"{name}: {flows} flows, the bare loop {expected}; "
          f"{named} with a TLS server name, the bare loop {bare['sni']}")
    if abs(flows - expected) > 0.02 * expected:
        fail(f"{name}: flows differ")
    # Hellos of more than one segment and names by DNS come on top.
    if named < 0.99 * bare["sni"]:
        fail(f"{name}: server names are missing")


def measure(commands, rounds, core):
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command, core))
    return runs


def print_runs(runs):
    print(f"{'':22} {'wall s':>8} {'CPU s':>8} {'x bare':>8} {'x bare CPU':>11}"
          f" {'peak MB':>8}")
    bare = runs["bare loop"]
    for name, own in runs.items():
        ratio = [a.wall / b.wall for a, b in zip(own, bare)]
        cpu = [a.cpu / b.cpu for a, b in zip(own, bare)]
        print(f"{name:22} {statistics.median(r.wall for r in own):8.3f}"
              f" {statistics.median(r.cpu for r in own):8.3f}"
              f" {statistics.median(ratio):8.2f} {statistics.median(cpu):11.2f}"
              f" {max(r.peak_mb for r in own):8.0f}")


def print_wanted(name, runs):
    for label, limit in (("ours, table", TABLE_LIMIT),
                         ("ours, --json", JSON_LIMIT)):
        ratio = statistics.median(
            a.wall / b.wall for a, b in zip(runs[label], runs["bare loop"]))
        print(f"{name}, {label}: {ratio:.2f} times the bare loop; wanted: at "
              f"most {limit}")


def measure_cores(options, capture, cores):
    """One core against two, in turns."""
    if len(cores) < 2:
        print("two cores: this machine has one")
        return
    ours = str(options.bin / "iotpf-run")
    ratios = []
    for _ in range(options.rounds):
        one = run([ours, "-q", "-j1", capture], {cores[0]})
        two = run([ours, "-q", "-j2", capture], set(cores[:2]))
        if one.output != two.output:
            fail("two workers say something else than one")
        ratios.append(one.wall / two.wall)
    print(f"two cores: {statistics.median(ratios):.2f} times as fast; wanted: "
          "1.7")


def measure_start(options, folder, capture, core):
    """From start to exit on the first hundred packets."""
    small = folder / "hundred.pcap"
    with open(capture, "rb") as source, open(small, "wb") as out:
        out.write(source.read(24))
        for _ in range(100):
            header = source.read(16)
            out.write(header)
            out.write(source.read(int.from_bytes(header[8:12], "little")))
    command = [str(options.bin / "iotpf-run"), "-q", str(small)]
    walls = [run(command, core).wall for _ in range(4 * options.rounds)]
    print(f"100 packets: {1000 * statistics.median(walls):.1f} ms from start to "
          "exit; wanted: 15")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", type=pathlib.Path, help="where iotpf-run is")
    parser.add_argument("--data", type=pathlib.Path,
                        default=pathlib.Path(tempfile.gettempdir())
                        / "iotpf_scan_bench")
    parser.add_argument("--scale", type=int, default=100, help="percent")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tshark", action="store_true",
                        help="tshark too, which takes minutes a round")
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    if options.smoke:
        options.scale, options.rounds = 1, 1
    if not (PERF / "pcap" / "gen.sh").exists():
        print("skipped: no generator in ../shared/perf")
        return SKIPPED

    folder = make_workload(options.data, options.scale, options.seed)
    cores = sorted(os.sched_getaffinity(0))
    core = {cores[-1]}
    for name in ("mix", "tiny"):
        workload = json.loads((folder / f"{name}.json").read_text())
        capture = str(folder / f"{name}.pcap")
        commands = programs_for(options, folder, capture)
        check_answers(name, workload, folder, commands, core)
        runs = measure(commands, options.rounds, core)
        print_runs(runs)
        print_wanted(name, runs)
        measure_cores(options, capture, cores)
    measure_start(options, folder, str(folder / "mix.pcap"), core)
    return 0


if __name__ == "__main__":
    sys.exit(main())
