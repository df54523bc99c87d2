#!/usr/bin/env python3
"""Inputs are found, unpacked, read from pipes, and stopped, as --help says."""

import gzip
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import harness

CAPTURE = harness.DATA / "loopback.pcap"
WAIT_SECONDS = 60


def sessions_of(text):
    """What is said of sessions, without the name of their input."""
    sessions = [json.loads(line) for line in text.splitlines()]
    for session in sessions:
        session.pop("input", None)
    return sessions


def start(*arguments, **options):
    return subprocess.Popen(
        [harness.program("iotpf-run"), *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


class Inputs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.expected = sessions_of(
            harness.run("iotpf-run", "--json", CAPTURE).stdout)

    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = pathlib.Path(made.name)

    def check(self, *arguments, times=1):
        result = harness.run("iotpf-run", "--json", *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(sessions_of(result.stdout), self.expected * times)
        return result

    def test_compressed_whatever_the_name(self):
        packed = self.folder / "home.pcap"
        packed.write_bytes(gzip.compress(CAPTURE.read_bytes()))
        self.check(packed)
        whole = CAPTURE.read_bytes()
        packed.write_bytes(gzip.compress(whole[:700]) +
                           gzip.compress(whole[700:]))
        self.check(packed)
        if zstd := shutil.which("zstd"):
            packed.write_bytes(subprocess.run(
                [zstd, "-q", "-c", CAPTURE], check=True,
                stdout=subprocess.PIPE).stdout)
            self.check(packed)

    def test_cut_gzip_gives_what_is_readable(self):
        packed = self.folder / "cut.gz"
        whole = gzip.compress(CAPTURE.read_bytes())
        packed.write_bytes(whole[:len(whole) // 2])
        result = harness.run("iotpf-run", "--json", packed)
        self.assertEqual(result.returncode, 3)
        self.assertIn("cut.gz: its gzip data ends too early", result.stderr)
        self.assertGreater(len(result.stdout.splitlines()), 0)

    def test_folder_list_and_pattern(self):
        (self.folder / "below").mkdir()
        (self.folder / ".hidden").mkdir()
        for place in ("a.pcap", "below/b.bin", ".hidden/c.pcap", ".d.pcap"):
            shutil.copy(CAPTURE, self.folder / place)
        (self.folder / "notes.txt").write_text("of this folder\n")
        result = self.check(self.folder, times=2)
        self.assertIn("passed over 1 files", result.stderr)
        self.check(f"{self.folder}/*.pcap")
        inputs = self.folder / "inputs"
        inputs.write_text(f"{self.folder}/a.pcap\r\n\n{self.folder}/below\n")
        self.check(f"@{inputs}", CAPTURE, times=3)

    def test_what_names_nothing(self):
        (self.folder / "empty").mkdir()
        for argument, words in (("empty", "no file in this folder"),
                                ("*.pcap", "matches no file"),
                                ("@none", "list of inputs cannot be read")):
            argument = (f"@{self.folder}/none" if argument == "@none" else
                        f"{self.folder}/{argument}")
            result = harness.run("iotpf-run", argument, CAPTURE)
            self.assertEqual(result.returncode, 3)
            self.assertIn(words, result.stderr)
            self.assertIn("sessions", result.stdout)
        result = harness.run("iotpf-run", "-", "@-")
        self.assertEqual(result.returncode, 2)
        self.assertIn("named twice", result.stderr)

    def test_pipes(self):
        for bytes_ in (CAPTURE.read_bytes(),
                       gzip.compress(CAPTURE.read_bytes())):
            run = subprocess.run(
                [harness.program("iotpf-run"), "--json", "-"], input=bytes_,
                capture_output=True, timeout=WAIT_SECONDS)
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertEqual(sessions_of(run.stdout.decode()), self.expected)
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        running = start("--json", fifo)
        fifo.write_bytes(CAPTURE.read_bytes())
        output, _ = running.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(sessions_of(output), self.expected)

    def test_stop_while_a_pipe_is_read(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            reader, writer = os.pipe()
            running = start("--json", "--stats", "-", stdin=reader)
            os.close(reader)
            os.write(writer, CAPTURE.read_bytes())
            time.sleep(1)  # the program has read it and waits for more
            running.send_signal(number)
            output, errors = running.communicate(timeout=WAIT_SECONDS)
            os.close(writer)
            self.assertEqual(running.returncode, code, errors)
            self.assertEqual(sessions_of(output), self.expected)
            self.assertIn("packets", errors)

    def test_the_second_signal_ends_at_once(self):
        inputs = self.folder / "inputs"
        inputs.write_text(f"{CAPTURE}\n" * 1000)  # more than a pipe holds
        running = start("--json", f"@{inputs}")
        time.sleep(2)  # nobody reads: the program waits in a write
        running.send_signal(signal.SIGINT)
        time.sleep(0.5)
        self.assertIsNone(running.poll())
        running.send_signal(signal.SIGINT)
        running.wait(timeout=WAIT_SECONDS)
        self.assertEqual(running.returncode, -signal.SIGINT)
        running.communicate()


if __name__ == "__main__":
    harness.main()
