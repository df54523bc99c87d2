#!/usr/bin/env python3
"""Makes a capture of sessions of TLS 1.2 that are resumed:
resumption_traffic.py OUT.pcap

`openssl s_client -reconnect` begins a session by RSA key exchange, resumes it
five times, and asks for a page in the last connection: once by ticket, once by
session id. OUT.pcap.pem is the key of the server. As loopback_traffic.py, it
needs a network of its own.
"""

import shutil
import subprocess

import loopback_traffic as traffic

RECONNECTS = 5
# The port of each kind, and the options of its client.
KINDS = {443: (), 8443: ("-no_ticket",)}


def run_client(port, options):
    subprocess.run(
        ["openssl", "s_client", "-connect", f"{traffic.HOST}:{port}",
         "-tls1_2", "-cipher", "AES128-SHA", "-reconnect", *options],
        check=True, timeout=traffic.CLIENT_SECONDS,
        input=f"GET /of/{port} HTTP/1.0\r\n\r\n".encode(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    with traffic.stage() as (output, folder):
        traffic.make_certificate(folder)
        shutil.copy(folder / "key.pem", f"{output}.pem")
        for port, options in KINDS.items():
            with traffic.program(
                    "openssl", "s_server", "-quiet", "-www", "-tls1_2",
                    "-accept", f"{traffic.HOST}:{port}", "-cert",
                    "certificate.pem", "-key", "key.pem", "-cipher",
                    "AES128-SHA", cwd=folder, stderr=subprocess.DEVNULL):
                traffic.wait_for_port(port)
                with traffic.recording(f"{output}.{port}"):
                    run_client(port, options)


if __name__ == "__main__":
    main()
