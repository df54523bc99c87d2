#!/usr/bin/env python3
"""Makes a capture of real clients and a real server of HTTP/3:
quic_traffic.py OUT.pcap

The example programs of ngtcp2 talk to each other; a packet socket records it,
and OUT.pcap.keys holds the secrets of the clients. CASES says what each client
does and how. As loopback_traffic.py, it needs a network of its own.
"""

import dataclasses
import os
import pathlib
import subprocess
import sys

import loopback_traffic as traffic

FIRST_PORT = 4433
NORMAL = "NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:"


@dataclasses.dataclass(frozen=True)
class Case:
    """One client, with a server for itself."""
    name: str  # also of the server, in lower case
    paths: tuple = ("/index.html", "/large.json?n=1")
    method: str = "GET"
    client: tuple = ()  # options
    server: tuple = ()
    is_resumed: bool = False  # a client before it got a ticket

    @property
    def port(self):
        return FIRST_PORT + CASES.index(self)


CASES = [
    Case("aes128", client=(f"--ciphers={NORMAL}+AES-128-GCM",)),
    Case("aes256", client=(f"--ciphers={NORMAL}+AES-256-GCM",)),
    Case("chacha", client=(f"--ciphers={NORMAL}+CHACHA20-POLY1305",)),
    Case("ccm", client=(f"--ciphers={NORMAL}+AES-128-CCM",)),
    Case("version2", client=("--version=v2draft",)),
    Case("upload", method="POST", client=("--data=large.json",)),
    Case("updated", client=("--key-update=1ms", "--delay-stream=50ms")),
    Case("validated", server=("--validate-addr",)),
    Case("lossy", server=("--tx-loss=0.1",), client=("--tx-loss=0.1",)),
    Case("noid", client=("--scid=",)),
    Case("early", is_resumed=True,
         client=("--session-file=session", "--tp-file=parameters")),
]


def run_client(case):
    traffic.client(
        "gtlsclient", "--quiet", "--exit-on-all-streams-close",
        "--timeout=10s", "--no-quic-dump", "--no-http-dump",
        f"--sni={case.name}.example", f"--http-method={case.method}",
        *case.client, traffic.HOST, str(case.port),
        *[f"https://{case.name}.example{path}" for path in case.paths])


def run(case, folder):
    with traffic.program(
            # Each datagram on its own, as it travels outside of a machine.
            "gtlsserver", "--quiet", "--max-gso-dgrams=1", *case.server,
            "--htdocs=.",
            traffic.HOST, str(case.port), "key.pem", "certificate.pem",
            cwd=folder, stderr=subprocess.DEVNULL):
        wait_for_datagrams(case.port)
        for _ in range(2 if case.is_resumed else 1):
            run_client(case)


def wait_for_datagrams(port):
    """Until somebody listens on the port of UDP, by the table of the kernel."""
    wanted = f":{port:04X} "
    for _ in range(200):
        if wanted in pathlib.Path("/proc/net/udp").read_text():
            return
        traffic.time.sleep(0.05)
    sys.exit(f"nothing listens on UDP port {port}")


def main():
    with traffic.stage() as (output, folder):
        os.chdir(folder)
        traffic.make_certificate(folder)
        (folder / "index.html").write_text("<p>lamp</p>")
        (folder / "large.json").write_text('{"items":[' + "1," * 40000 + "1]}")
        with traffic.recording(output):
            for case in CASES:
                run(case, folder)


if __name__ == "__main__":
    main()
