#!/usr/bin/env python3
"""What passes an interface is reported while it passes.

Two network namespaces are joined by a pair of virtual interfaces: a server in
one, a client and iotpf-run in the other.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import harness

CLIENT, SERVER = "10.9.0.1", "10.9.0.2"
PORT = 8099
WAIT_SECONDS = 60


class Namespace:
    """A network namespace that lives as long as a process that sleeps in it."""

    def __init__(self):
        self.sleeper = subprocess.Popen(
            ["unshare", "--net", "sleep", "600"], stderr=subprocess.DEVNULL)
        time.sleep(0.3)

    def command(self, *arguments):
        return ["nsenter", f"--net=/proc/{self.sleeper.pid}/ns/net",
                *map(str, arguments)]

    def run(self, *arguments):
        return subprocess.run(
            self.command(*arguments), check=True, capture_output=True,
            text=True, timeout=WAIT_SECONDS)

    def close(self):
        self.sleeper.kill()
        self.sleeper.wait()


class Live(unittest.TestCase):
    def setUp(self):
        if os.geteuid() != 0:
            self.skipTest("making interfaces needs the rights of root")
        self.here, self.there = Namespace(), Namespace()
        self.addCleanup(self.here.close)
        self.addCleanup(self.there.close)
        try:
            self.here.run("ip", "link", "add", "near", "type", "veth", "peer",
                          "name", "far", "netns", self.there.sleeper.pid)
            for place, name, address in ((self.here, "near", CLIENT),
                                         (self.there, "far", SERVER)):
                place.run("ip", "address", "add", f"{address}/24", "dev", name)
                place.run("ip", "link", "set", name, "up")
        except subprocess.CalledProcessError as error:
            self.skipTest(f"no pair of interfaces: {error.stderr.strip()}")
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.output = pathlib.Path(made.name) / "sessions"

    def start(self, *arguments):
        running = subprocess.Popen(
            self.here.command(harness.program("iotpf-run"), "-q", "--json",
                              "--stats", "-o", self.output, *arguments),
            stderr=subprocess.PIPE, text=True)
        self.addCleanup(running.kill)
        time.sleep(2)  # rules are loaded, the interface is open
        self.assertIsNone(running.poll())
        return running

    def serve(self):
        server = subprocess.Popen(
            self.there.command(sys.executable, "-m", "http.server", PORT,
                               "--bind", SERVER),
            cwd=self.output.parent, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        time.sleep(1)

    def ask(self, host):
        self.here.run("curl", "-s", "-o", "/dev/null", "-H", f"Host: {host}",
                      f"http://{SERVER}:{PORT}/")

    def hosts(self):
        sessions = map(json.loads, self.output.read_text().splitlines())
        return [session["request"]["host"] for session in sessions
                if session["kind"] == "exchange"]

    def test_sessions_are_told_as_they_end(self):
        self.serve()
        running = self.start("-i", "near", "--filter", f"tcp port {PORT}")
        hosts = []
        for host in ("one.example", "two.example"):
            self.ask(host)
            hosts.append(host)
            end = time.monotonic() + WAIT_SECONDS
            while self.hosts() != hosts and time.monotonic() < end:
                time.sleep(0.1)
            self.assertEqual(self.hosts(), hosts)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(running.returncode, 130, errors)
        self.assertIn("live_dropped_by_kernel", errors)
        kinds = [json.loads(line)["kind"]
                 for line in self.output.read_text().splitlines()]
        self.assertEqual(sorted(kinds), ["exchange"] * 2 + ["flow"] * 2)

    def test_the_filter_leaves_packets_out(self):
        self.serve()
        running = self.start("-i", "near", "--filter", "udp")
        self.ask("one.example")
        time.sleep(1)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(running.returncode, 143)
        self.assertEqual(self.hosts(), [])

    def test_what_cannot_be_captured_is_said(self):
        for arguments, code, words in (
                (["-i", "none"], 3, "none: cannot be captured from"),
                (["-i", "near", "--filter", "no such"], 2, "filter `no such`"),
                (["-i", "none", "--filter", "wlan type mgt"], 3, "none: "),
                (["--filter", "udp", harness.DATA / "loopback.pcap"], 2, "-i")):
            result = subprocess.run(
                self.here.command(harness.program("iotpf-run"), *arguments),
                capture_output=True, text=True, timeout=WAIT_SECONDS)
            self.assertEqual(result.returncode, code)
            self.assertIn(words, result.stderr)


if __name__ == "__main__":
    harness.main()
