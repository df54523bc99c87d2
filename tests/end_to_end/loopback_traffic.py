#!/usr/bin/env python3
"""Makes a capture of real clients and servers: loopback_traffic.py OUT.pcap

curl talks to nginx and to a TLS server of OpenSSL, mosquitto_pub and
mosquitto_sub to mosquitto, and two devices send the first bytes of their own
protocols; a packet socket records it. FACTS says what each client did and what
a scan of the capture must therefore find.

The program needs a network of its own, where the usual ports are free and
nobody else talks: in_own_network() starts it there. It ends in a few seconds.
"""

import contextlib
import dataclasses
import os
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

HOST = "127.0.0.1"
START_SECONDS = 10  # until a server listens
CLIENT_SECONDS = 20  # until a client ends
SNAP_BYTES = 262144  # of a packet that are recorded: all of them
ETH_P_ALL = 3  # linux/if_ether.h: packets of every protocol


@dataclasses.dataclass(frozen=True)
class Fact:
    """One thing a client does, and the verdict it must get."""
    protocol: str  # as in the output; "" for a protocol nobody knows
    port: int
    name: str = ""  # the server's name: Host or SNI
    path: str = ""
    client_id: str = ""
    topic: str = ""
    subscribes: bool = False  # to the topic; else it publishes on it
    payload: bytes = b""
    platform: str = ""  # "": nobody claims it
    role: str = ""
    feature: str = ""  # in the evidence


FACTS = [
    Fact("http", 80, name="api.smartthings.com", path="/v1/devices",
         platform="smartthings", role="mobile", feature="banner"),
    Fact("http", 80, name="shop.example.org", path="/index.html"),
    Fact("http2", 81, name="api.smartthings.com", path="/v2/devices",
         platform="smartthings", role="mobile", feature="banner"),
    Fact("http2", 81, name="shop.example.org", path="/index.html"),
    Fact("tls", 443, name="ots.io.mi.com", platform="mijia", role="device",
         feature="cloud"),
    Fact("tls", 443, name="shop.example.org"),
    Fact("mqtt", 1883,
         client_id="lamp1|securemode=3,signmethod=hmacsha1,timestamp=1|",
         topic="/sys/a1B2c3D4e5F/lamp1/thing/event/property/post",
         platform="aliyun_iot", role="device", feature="client_id"),
    Fact("mqtt", 1883, client_id="writer", topic="house/hall/lamp"),
    Fact("mqtt", 1883, client_id="reader", topic="house/hall/lamp",
         subscribes=True),
    Fact("", 8053, payload=bytes.fromhex("21310020ffffffffffffffffffffffff"),
         platform="mijia", role="device", feature="magic"),
    Fact("", 2002, payload=bytes.fromhex("55cc123400000000"),
         platform="joylink", role="device", feature="magic"),
]

# nginx keeps its files in the folder it is started in. It has a `Server` of its
# own, which add_header leaves in place: the response shows both.
NGINX_CONF = """
user root; daemon off; master_process off; pid nginx.pid;
error_log error.log;
events {}
http {
  access_log off; default_type application/json;
  client_body_temp_path body; proxy_temp_path proxy;
  fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen 127.0.0.1:80; listen 127.0.0.1:81 http2;
    server_name api.smartthings.com;
    location / { add_header Server SmartThings; return 200 '{"items":[]}'; }
  }
  server {
    listen 127.0.0.1:80 default_server; listen 127.0.0.1:81 default_server;
    location / { return 200 '{"price":12}'; }
  }
}
"""

MOSQUITTO_CONF = """
listener 1883 127.0.0.1
user root
allow_anonymous true
persistence false
"""


def own_network_prefix():
    """The command that gives a program a network of its own; None: forbidden."""
    for prefix in (["unshare", "--net"],
                   ["unshare", "--map-root-user", "--net"]):
        tried = subprocess.run(prefix + ["true"], capture_output=True)
        if tried.returncode == 0:
            return prefix
    return None


def in_own_network(output, program=__file__):
    """Runs the program there, writing `output`. Returns what is missing."""
    prefix = own_network_prefix()
    if prefix is None:
        return "no network namespace may be made here; run as root"
    made = subprocess.run(prefix + [sys.executable, program, str(output)],
                          capture_output=True, text=True, timeout=120)
    return None if made.returncode == 0 else made.stderr.strip()


@contextlib.contextmanager
def program(*command, **options):
    """A server, running inside the block."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for_port(port):
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                sys.exit(f"nothing listens on port {port}")
            time.sleep(0.05)


def make_certificate(folder):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
         "-subj", "/CN=localhost", "-days", "1", "-keyout", folder / "key.pem",
         "-out", folder / "certificate.pem"], check=True, capture_output=True)


def servers(folder):
    """The three servers, as an exit stack: they stop when it closes."""
    (folder / "nginx.conf").write_text(NGINX_CONF)
    (folder / "mosquitto.conf").write_text(MOSQUITTO_CONF)
    make_certificate(folder)
    quiet = {"cwd": folder, "stderr": subprocess.DEVNULL}
    stack = contextlib.ExitStack()
    stack.enter_context(program("nginx", "-p", folder, "-c", "nginx.conf",
                                "-e", "error.log", **quiet))
    stack.enter_context(program(
        "openssl", "s_server", "-quiet", "-www", "-accept", f"{HOST}:443",
        "-cert", "certificate.pem", "-key", "key.pem", **quiet))
    stack.enter_context(program("mosquitto", "-c", "mosquitto.conf", **quiet))
    for port in (80, 81, 443, 1883):
        wait_for_port(port)
    return stack


def write_packets(packets, file, done):
    """Writes a pcap file (magic of nanoseconds, link type Ethernet)."""
    file.write(struct.pack("=IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, SNAP_BYTES, 1))
    while not done.is_set():
        try:
            data, address = packets.recvfrom(SNAP_BYTES)
        except TimeoutError:
            continue
        # The loopback interface shows a packet as it leaves and as it arrives.
        if address[2] == socket.PACKET_OUTGOING:
            continue
        seconds, nanoseconds = divmod(time.time_ns(), 10**9)
        file.write(struct.pack("=IIII", seconds, nanoseconds, len(data),
                               len(data)) + data)


@contextlib.contextmanager
def recording(output):
    """Records the loopback interface as long as the block runs."""
    done = threading.Event()
    with open(output, "wb") as file, socket.socket(
            socket.AF_PACKET, socket.SOCK_RAW,
            socket.htons(ETH_P_ALL)) as packets:
        # A busy machine must not lose any; SO_RCVBUFFORCE of asm/socket.h.
        packets.setsockopt(socket.SOL_SOCKET, 33, 1 << 26)
        packets.bind(("lo", 0))
        packets.settimeout(0.2)
        thread = threading.Thread(target=write_packets,
                                  args=(packets, file, done))
        thread.start()
        try:
            yield
            time.sleep(0.5)  # what is on its way
        finally:
            done.set()
            thread.join()


def client(*command):
    subprocess.run(command, check=True, timeout=CLIENT_SECONDS,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def ask_web(fact):
    scheme = "https" if fact.protocol == "tls" else "http"
    version = "http2-prior-knowledge" if fact.protocol == "http2" else "http1.1"
    client("curl", "--silent", "--show-error", "--insecure", f"--{version}",
           "--noproxy", "*", "--resolve", f"{fact.name}:{fact.port}:{HOST}",
           f"{scheme}://{fact.name}:{fact.port}{fact.path or '/'}")


def ask_broker(fact):
    common = ["-h", HOST, "-p", str(fact.port), "-i", fact.client_id,
              "-t", fact.topic]
    if fact.subscribes:  # ends with the one message that was kept for it
        client("mosquitto_sub", *common, "-C", "1", "-W", "10")
    else:
        client("mosquitto_pub", *common, "-m", '{"on":1}', "--retain")


def send_udp(fact):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server, \
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as device:
        server.bind((HOST, fact.port))
        device.sendto(fact.payload, (HOST, fact.port))
        data, address = server.recvfrom(2048)
        server.sendto(data[:2], address)
        device.recv(2048)


def send_tcp(fact):
    with socket.create_server((HOST, fact.port)) as server:
        def answer():
            peer, _ = server.accept()
            with peer:
                peer.sendall(peer.recv(2048)[:2])
        thread = threading.Thread(target=answer)
        thread.start()
        with socket.create_connection((HOST, fact.port)) as device:
            device.sendall(fact.payload)
            device.recv(2048)
        thread.join()


def act(fact):
    if fact.protocol in ("http", "http2", "tls"):
        ask_web(fact)
    elif fact.protocol == "mqtt":
        ask_broker(fact)
    elif fact.port == 8053:
        send_udp(fact)
    else:
        send_tcp(fact)


@contextlib.contextmanager
def stage():
    """Where a program of traffic works: the capture to write, which its command
    line names, and a folder of its own. Clients of TLS write their secrets
    beside the capture, unless told otherwise."""
    output = pathlib.Path(sys.argv[1]).resolve()
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    os.environ["SSLKEYLOGFILE"] = f"{output}.keys"
    socket.setdefaulttimeout(CLIENT_SECONDS)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        yield output, pathlib.Path(folder)


def main():
    with stage() as (output, folder), servers(folder), recording(output):
        for fact in FACTS:
            act(fact)


if __name__ == "__main__":
    main()
