"""What each program shows of flows, in the same words.

A flow is known by its ends, so that flows one after the other with the same
ends are one here; what is compared is how often each value is shown.
"""

import collections
import json
import re

import our_fields
import tshark_fields

# What is compared. A flow has one of each; of the others any number.
SINGLE = ("sni", "alpn", "ja3", "cipher", "subject", "issuer", "san")
HTTP = ("method", "target", "host", "status", "server")
FIELDS = SINGLE + ("client_id", "qname") + HTTP
MAX_VALUE_BYTES = 200  # of a value in an explanation
MORE_NAMES = "more names"  # a word: an explanation shows the first names alone


class Flow:
    """What one program shows between two ends: by field, a list of values."""

    def __init__(self):
        self.values = collections.defaultdict(list)
        self.words = set()  # protocols; what kinds of differences go by
        self.streams = set()  # one behind the other
        self.frames = []  # of tshark, in order: what each shows, by field


def plain(text):
    return text.rstrip(".").lower()


def host(text):
    """A host without its port, as both can be compared."""
    text = plain(text.strip())
    bare = re.fullmatch(r"(\[[^]]*\]|[^:]*)(:\d*)?", text)
    return (bare.group(1) if bare else text).strip("[]").rstrip(".")


def dns_name(text):
    """A name in which each byte that does not print is a `?`: we write it as
    \\DDD, tshark as a mark, as a letter of Latin 1 or like C."""
    text = re.sub(r"\\\d{3}|\\[rnt]|[^ -~]", "?", text)
    return plain(re.sub(r"\\(.)", r"\1", text))


NORMAL = {"sni": plain, "qname": dns_name, "host": host,
          "server": str.strip, "san": plain}


def normal(field, value):
    value = NORMAL.get(field, str)(value)
    return value.encode("utf-8", "replace")[:MAX_VALUE_BYTES].decode(
        "utf-8", "replace")


def our_flows(program, rules, paths, options, folder):
    flows = collections.defaultdict(Flow)
    for shown in our_fields.scan(program, rules, paths, options, folder):
        flow = flows[shown.input, shown.ends]
        flow.words.add(shown.protocol or "unknown")
        if shown.kind == "flow":
            flow.streams.add(shown.session)
        for field, values in shown.values.items():
            texts = [normal(field, value) for value, _ in values]
            if field == "client_id":
                texts = list(filter(None, texts))
            if field in ("alpn", "san"):
                texts = [several(texts)]
            flow.values[field] += texts
            if field == "qname" and shown.more[field]:
                flow.words.add(MORE_NAMES)
    for flow in flows.values():
        flow.values["qname"] = sorted(set(flow.values["qname"]))
    return flows


def several(values):
    """The first values of a list, as one: an explanation shows no more."""
    return ",".join(values[:our_fields.MAX_VALUES])


def single_values(frame, certificates):
    """What a frame shows of the fields that a flow has once."""
    values = frame.values()
    if tshark_fields.CLIENT_HELLO not in frame.all(
            ("tls.handshake.type", "dtls.handshake.type")):
        for field in ("sni", "alpn", "ja3"):
            values.pop(field, None)
    found = {f: values[f][0] for f in ("sni", "ja3") if f in values}
    if "cipher" in values:
        found["cipher"] = str(int(values["cipher"][0], 0))
    if "alpn" in values:
        found["alpn"] = several(values["alpn"])
    if "certificate" in values:
        found |= certificates.names(values["certificate"][0])
    if "san" in found:
        found["san"] = several(found["san"])
    return found


def drop_interim(values):
    """Leaves out answers that others follow."""
    final = [s for s in values.get("status", ())
             if int(s) >= 200 or s == "101"]
    if "status" in values and not final:
        values.pop("server", None)
    values["status"] = final


def shown_in(frame, transport, certificates):
    """What a frame shows, by field: a list of values each."""
    values = frame.values()
    shown = {field: [normal(field, value)] for field, value in
             single_values(frame, certificates).items() if value}
    shown |= {field: values[field] for field in tshark_fields.REASONS
              if field in values}
    # An empty one looks as none there.
    shown["client_id"] = [v for v in values.get("client_id", ()) if v]
    if "dns" in frame.layers:
        shown["qname"] = [dns_name(name.replace("<Root>", ""))
                          for name in values.get("qname", ())]
    # What asks over UDP is SSDP, but for QUIC.
    if transport == "tcp" or "quic" in frame.layers:
        drop_interim(values)
        shown |= {field: [normal(field, value)
                          for value in values.get(field, ())]
                  for field in HTTP}
    return shown


def their_flows(tshark, path, options, closer=False):
    """By path and ends; a closer look has what its expert says, too."""
    flows = collections.defaultdict(Flow)
    seen = set()
    for ends, stream, frame in tshark.frames(path, options, closer):
        flow = flows[path, ends]
        flow.words.update(frame.layers)
        shown = shown_in(frame, ends[0], tshark.certificates)
        flow.frames.append(shown)
        for field, values in shown.items():
            # The first of a stream counts.
            if field not in SINGLE or (ends, stream, field) not in seen:
                flow.values[field] += values
            seen.add((ends, stream, field))
        flow.streams.add(stream)
    for flow in flows.values():
        # Where the protocol changes to HTTP/2, the answer comes in it.
        if "http2" in flow.words:
            flow.values["status"] = [s for s in flow.values["status"]
                                     if s != "101"]
        flow.values["qname"] = sorted(set(flow.values["qname"]))
    return flows


def told_flow(tshark, path, options, ends, closer, protocol):
    """A flow of TCP as tshark shows it, told that its ports are of `protocol`."""
    told = [word for _, port in sorted(ends[1])
            for word in ("-d", f"tcp.port=={port},{protocol}")]
    return their_flows(tshark, path, [*options, *told], closer)[path, ends]


def ja4_flows(path, expected):
    """What the source of JA4 expects of a capture: a list of JSON objects."""
    flows = collections.defaultdict(Flow)
    for stream in json.loads(expected.read_text()):
        first = stream.get("JA4.1")
        if first is None:
            continue
        # Its first letter says what carries the hello.
        ends = tshark_fields.endpoints(
            "tcp" if first[0] == "t" else "udp",
            (stream["src"], stream["srcport"]),
            (stream["dst"], stream["dstport"]))
        flows[path, ends].values["ja4"].append(first)
    return flows
