"""What tshark shows of a capture, by flow and field.

One run of tshark a capture, one line a frame; frames without anything to
compare are left out by a display filter. Runs are kept in a folder, by what
they depend on: most captures never change, and tshark takes a second to start.
"""

import hashlib
import ipaddress
import os
import pathlib
import subprocess

from certificates import Certificates

RUN_SECONDS = 300
VALUES, COLUMNS = "\x1f", "\t"

FILTER = ("tls.handshake or dtls.handshake or http or http2 or dns or "
          "mqtt.clientid")

# By field, where tshark has it. Of a field that a flow has once, the first
# counts.
FIELDS = {
    "sni": ("tls.handshake.extensions_server_name",
            "dtls.handshake.extensions_server_name"),
    "alpn": ("tls.handshake.extensions_alpn_str",
             "dtls.handshake.extensions_alpn_str"),
    "ja3": ("tls.handshake.ja3", "dtls.handshake.ja3"),
    "cipher": ("tls.handshake.ciphersuite", "dtls.handshake.ciphersuite"),
    "certificate": ("tls.handshake.certificate",
                    "dtls.handshake.certificate"),
    "method": ("http.request.method", "http2.headers.method"),
    "target": ("http.request.uri", "http2.headers.path"),
    "host": ("http.host", "http2.headers.authority"),
    "status": ("http.response.code", "http2.headers.status"),
    "server": ("http.server", "http2.headers.server"),
    "qname": ("dns.qry.name",),
    "client_id": ("mqtt.clientid",),
}
# What a closer look at a capture shows besides: why values may differ.
REASONS = {
    "http version": ("http.request.version", "http.response.version"),
    "coding": ("http.transfer_encoding",),
    "length": ("http.content_length_header",),
    "tls version": ("tls.handshake.version", "dtls.handshake.version",
                    "tls.handshake.extensions.supported_version"),
    "expert": ("_ws.expert.message",),
    "place": ("tcp.seq",),  # in its stream; 1 is the first byte
    "size": ("frame.len",),
    "captured": ("frame.cap_len",),
    "reset": ("tcp.flags.reset",),
    "response": ("dns.flags.response",),
    "quic version": ("quic.version",),
}
CLOSER_FILTER = f"({FILTER}) or tcp.flags.reset == 1 or quic"
# It does not wait for the ends of heads and bodies either.
HASTY = ("http.desegment_headers:FALSE", "http.desegment_body:FALSE",
         "tls.desegment_ssl_application_data:FALSE")
ADDRESSING = ("frame.number", "frame.protocols", "ip.src", "ip.dst", "ipv6.src",
              "ipv6.dst", "tcp.srcport", "tcp.dstport", "udp.srcport",
              "udp.dstport", "tcp.stream", "udp.stream", "tls.handshake.type",
              "dtls.handshake.type")
# Streams are put in order, as any receiver would; the rest is as it comes.
PREFERENCES = ("tcp.reassemble_out_of_order:TRUE",)

CLIENT_HELLO, SERVER_HELLO = "1", "2"


def endpoints(transport, *ends):
    """What names a flow in both directions."""
    return transport, frozenset(
        (str(ipaddress.ip_address(ip)), int(port)) for ip, port in ends)


class Frame:
    """One line of tshark."""

    def __init__(self, line, columns):
        cells = line.rstrip("\n").split(COLUMNS)
        self.cells = dict(zip(columns, (c.split(VALUES) if c else []
                                        for c in cells)))
        self.layers = (self.cells["frame.protocols"] or [""])[0].split(":")

    def all(self, names):
        return [value for name in names for value in self.cells.get(name, ())]

    def flow(self):
        """Ends and stream of the innermost flow; nothing where it has none.

        What an ICMP message quotes is no flow of its own.
        """
        seen = {"ip": 0, "ipv6": 0, "tcp": 0, "udp": 0}
        addresses = found = None
        for layer in self.layers:
            if layer in ("icmp", "icmpv6"):
                break
            at = seen.get(layer)
            if at is None:
                continue
            seen[layer] += 1
            kinds = ("src", "dst") if layer in ("ip", "ipv6") else (
                "srcport", "dstport")
            values = [self.cells[f"{layer}.{kind}"] for kind in kinds]
            if any(len(column) <= at for column in values):
                return None
            pair = [column[at] for column in values]
            if layer in ("ip", "ipv6"):
                addresses = pair
            elif addresses:
                stream = (self.cells[f"{layer}.stream"] or ["?"])[0]
                found = endpoints(layer, *zip(addresses, pair)), stream
        return found

    def values(self):
        """The values by field, as the frame has them."""
        shown = {field: self.all(names)
                 for field, names in (FIELDS | REASONS).items()}
        types = self.all(("tls.handshake.type", "dtls.handshake.type"))
        # The same name holds what a client offers and what the server picks.
        if SERVER_HELLO not in types or CLIENT_HELLO in types:
            shown["cipher"] = []
        return {field: values for field, values in shown.items() if values}


def columns_of(closer):
    fields = FIELDS | REASONS if closer else FIELDS
    return [*ADDRESSING, *(name for names in fields.values()
                           for name in names)]


class Tshark:
    def __init__(self, cache):
        self.cache = pathlib.Path(cache)
        self.cache.mkdir(parents=True, exist_ok=True)
        self.certificates = Certificates(self.cache)

    @staticmethod
    def command(path, options, closer):
        command = ["tshark", "-n", "-r", str(path), "-Y",
                   CLOSER_FILTER if closer else FILTER, "-T", "fields",
                   "-E", "occurrence=a", "-E", "separator=/t",
                   "-E", f"aggregator={VALUES}"]
        for preference in PREFERENCES + (HASTY if closer else ()):
            command += ["-o", preference]
        for column in columns_of(closer):
            command += ["-e", column]
        return command + list(options)

    def kept(self, path, options, closer=False):
        """Where the output of a run is, or will be."""
        state = pathlib.Path(path).stat()
        depends = (self.command(path, options, closer), state.st_size,
                   state.st_mtime_ns)
        return self.cache / hashlib.sha256(repr(depends).encode()).hexdigest()

    def _output(self, path, options, closer):
        kept = self.kept(path, options, closer)
        if not kept.exists():
            made = kept.with_suffix(f".{os.getpid()}")
            with open(made, "wb") as out:
                # It ends with 2 where a capture is cut; what it shows stands.
                subprocess.run(self.command(path, options, closer),
                               stdin=subprocess.DEVNULL, stdout=out,
                               stderr=subprocess.DEVNULL, timeout=RUN_SECONDS,
                               check=False)
            made.rename(kept)
        return kept.read_text(encoding="utf-8", errors="replace")

    def frames(self, path, options=(), closer=False):
        """The frames of a capture that have a flow: (ends, stream, Frame)."""
        columns = columns_of(closer)
        for line in self._output(path, options, closer).split("\n"):
            if line.count(COLUMNS) + 1 < len(columns):
                continue
            frame = Frame(line, columns)
            flow = frame.flow()
            if flow:
                yield *flow, frame
