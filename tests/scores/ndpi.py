"""What ndpiReader calls flows, as ids of platforms.

Of the names of nDPI 4.2 those count that stand for an IoT platform. A name that
says less, such as AmazonAWS for all of its hosting or Xiaomi for all phones,
names none.
"""

import csv
import subprocess
import tempfile

PLATFORMS = {
    "AmazonAlexa": "alexa",
    "NestLogSink": "google_nest",
}
TRANSPORTS = {"6": "tcp", "17": "udp"}


def platform_of(name):
    """`TLS.AmazonAlexa` is alexa; None where no part is a platform."""
    for part in name.split("."):
        if part in PLATFORMS:
            return PLATFORMS[part]
    return None


def ends(transport, *pairs):
    """What names a flow in both directions."""
    return transport, frozenset((ip, str(port)) for ip, port in pairs)


def read_flows(text):
    """Ends and name of each flow of ndpiReader's table."""
    lines = text.splitlines()
    if not lines:
        return
    header = lines[0].lstrip("#").split(",")
    for row in csv.reader(lines[1:]):
        flow = dict(zip(header, row))
        transport = TRANSPORTS.get(flow.get("protocol"))
        if transport and "ndpi_proto" in flow:
            yield ends(transport, (flow["src_ip"], flow["src_port"]),
                       (flow["dst_ip"], flow["dst_port"])), flow["ndpi_proto"]


def scan(reader, capture):
    """The names of a capture's flows by their ends."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as out:
        subprocess.run([reader, "-q", "-i", str(capture), "-C", out.name],
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=300, check=False)
        return dict(read_flows(out.read().decode("utf-8", "replace")))
