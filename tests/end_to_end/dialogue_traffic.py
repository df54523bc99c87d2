#!/usr/bin/env python3
"""Makes a capture of TLS that begins behind a dialogue: dialogue_traffic.py
OUT.pcap

`openssl s_client -starttls` and curl are the clients; the servers say what is
listed here, then speak TLS. OUT.pcap.keys holds the secrets. As
loopback_traffic.py, it needs a network of its own.
"""

import dataclasses
import os
import pathlib
import socket
import ssl
import struct
import subprocess
import threading

import loopback_traffic as traffic

XMPP_FEATURES = (b"<?xml version='1.0'?><stream:stream id='1' version='1.0' "
                 b"xmlns:stream='http://etherx.jabber.org/streams' "
                 b"xmlns='jabber:client'><stream:features>"
                 b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
                 b"</stream:features>")
XMPP_PROCEED = b"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"

# Protocol 10, a version, a thread, half a challenge, and the capabilities with
# that of TLS: Protocol::HandshakeV10.
MYSQL_GREETING = (b"\x0a" + b"8.0.1\0" + struct.pack("<I", 7) + b"abcdefgh\0" +
                  struct.pack("<HBHH", 0xffff, 33, 2, 0xc7ff) + b"\x15" +
                  bytes(10) + b"ijklmnopqrst\0" + b"mysql_native_password\0")
# RFC 4511, 4.14.2: success, and nothing more.
LDAP_GRANTED = bytes.fromhex("300c02010178070a010004000400")


@dataclasses.dataclass(frozen=True)
class Case:
    """One client, and the server it talks to until TLS begins."""
    name: str  # of the protocol, as in the output
    port: int
    # What the server says, and how much it hears before the next: up to a word.
    says: tuple
    starttls: str = ""  # as openssl calls it; empty: curl through SOCKS

    @property
    def server_name(self):
        return f"{self.name}.example"


CASES = [
    Case("smtp", 587, (b"220-hello\r\n220 ready\r\n", b"EHLO",
                       b"250-hello\r\n250 STARTTLS\r\n", b"STARTTLS",
                       b"220 go\r\n"), "smtp"),
    Case("pop3", 110, (b"+OK ready\r\n", b"STLS", b"+OK go\r\n"), "pop3"),
    Case("imap", 143, (b"* OK ready\r\n", b"CAPABILITY",
                       b"* CAPABILITY IMAP4rev1 STARTTLS\r\n. OK done\r\n",
                       b"STARTTLS", b". OK go\r\n"), "imap"),
    Case("ftp", 21, (b"220 ready\r\n", b"AUTH TLS", b"234 go\r\n"), "ftp"),
    Case("xmpp", 5222, (b"", b"version='1.0'>", XMPP_FEATURES, b"<starttls",
                        XMPP_PROCEED), "xmpp"),
    Case("ldap", 389, (b"", b"20037", LDAP_GRANTED), "ldap"),
    Case("postgresql", 5432, (b"", b"\x04\xd2\x16\x2f", b"S"), "postgres"),
    Case("mysql", 3306, (struct.pack("<I", len(MYSQL_GREETING)) +
                         MYSQL_GREETING,), "mysql"),
    Case("socks5", 1080, (b"", b"\x05", b"\x05\x00", b"\x05\x01\x00",
                          b"\x05\x00\x00\x01" + bytes(6))),
]


def talk(peer, says):
    """Says and hears in turn. The last word to be heard ends with its line."""
    for number, part in enumerate(says):
        if number % 2 == 0:
            peer.sendall(part)
            continue
        heard = b""
        while part not in heard:
            more = peer.recv(4096)
            if not more:
                raise OSError("the client ended")
            heard += more
    return peer


def take_packet(peer):
    """MySQL asks for TLS in a packet that nothing answers."""
    left = 4 + 32
    while left > 0:
        left -= len(peer.recv(left))


def serve(server, case, tls):
    peer, _ = server.accept()
    with peer:
        talk(peer, case.says)
        if case.name == "mysql":
            take_packet(peer)
        with tls.wrap_socket(peer, server_side=True) as inner:
            while heard := inner.recv(4096):
                if b"\r\n\r\n" in heard:
                    inner.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")


def run_client(case, folder):
    if not case.starttls:
        traffic.client("curl", "--silent", "--show-error", "--insecure",
                       "--socks5-hostname", f"{traffic.HOST}:{case.port}",
                       f"https://{case.server_name}/within")
        return
    subprocess.run(
        ["openssl", "s_client", "-starttls", case.starttls, "-connect",
         f"{traffic.HOST}:{case.port}", "-servername", case.server_name,
         "-keylogfile", folder / "keys"],
        check=True, timeout=traffic.CLIENT_SECONDS, input=b"hello\n",
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def act(case, folder, tls):
    with socket.create_server((traffic.HOST, case.port)) as server:
        thread = threading.Thread(target=serve, args=(server, case, tls))
        thread.start()
        run_client(case, folder)
        thread.join()


def main():
    with traffic.stage() as (output, folder):
        os.environ["SSLKEYLOGFILE"] = str(folder / "curl_keys")
        traffic.make_certificate(folder)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
        with traffic.recording(output):
            for case in CASES:
                act(case, folder, tls)
        pathlib.Path(f"{output}.keys").write_bytes(
            (folder / "keys").read_bytes() +
            (folder / "curl_keys").read_bytes())


if __name__ == "__main__":
    main()
