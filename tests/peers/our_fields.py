"""What iotpf-run shows of captures, by flow and field.

Only fields that rules read are decoded, so there is a rule for each: a platform
of its own, found where the field is present. No session is then decided before
all of its fields are known, and `--json --explain` writes them.
"""

import collections
import json
import pathlib
import subprocess

from tshark_fields import endpoints

MAX_VALUES = 4  # of a field that an explanation shows

# By field: its path in rules, and in which sessions it is looked for. Requests
# and responses are exchanges of a flow, which have the rest from it.
FIELDS = {
    "sni": ("tls.sni", "flow"),
    "alpn": ("tls.alpn", "flow"),
    "ja3": ("tls.ja3", "flow"),
    "ja4": ("tls.ja4", "flow"),
    "version": ("tls.version", "flow"),
    "cipher": ("tls.cipher", "flow"),
    "subject": ("tls.cert.subject", "flow"),
    "issuer": ("tls.cert.issuer", "flow"),
    "san": ("tls.cert.san", "flow"),
    "qname": ("dns.qname", "flow"),
    "client_id": ("mqtt.client_id", "flow"),
    "method": ("http.request.method", "exchange"),
    "target": ("http.request.target", "exchange"),
    "host": ("http.request.host", "exchange"),
    "status": ("http.response.status", "exchange"),
    "server": ('http.response.header["server"]', "exchange"),
}
RULES_HEAD = 'module peer.fields;\n\nprovider fields "Fields" {\n'
PLATFORM = """
    platform f_{name} "{name}" {{
        category = hub;
        fingerprint device {{
            positive shown = {path} is present;
        }}
    }}
"""


class NoAnswer(Exception):
    """iotpf-run could not do what it was asked."""


# What one session shows: ends of its flow; by field a list of (value, whether
# it is whole), and how many values there are besides.
Shown = collections.namedtuple(
    "Shown", "input ends kind protocol session exchanges values more")


def write_rules(folder):
    path = pathlib.Path(folder) / "fields.fp"
    path.write_text(RULES_HEAD + "".join(
        PLATFORM.format(name=name, path=field)
        for name, (field, _) in FIELDS.items()) + "}\n")
    return path


def tests_of(session):
    """The tests in the explanation of a session, by field."""
    for platform in session["explain"]["platforms"]:
        nodes = [condition["expression"]
                 for fingerprint in platform["fingerprints"]
                 for condition in fingerprint["conditions"]]
        while nodes:
            node = nodes.pop()
            nodes += node.get("of", ())
            if "test" in node:
                yield platform["platform"].removeprefix("f_"), node


def shown(session):
    if "explain" not in session:
        raise NoAnswer(f"{session['input']}: too many sessions to explain")
    values, more = {}, {}
    for name, node in tests_of(session):
        if node["seen"] != "present" or FIELDS[name][1] != session["kind"]:
            continue
        values[name] = [(v["value"], not v.get("truncated"))
                        for v in node["values"]]
        more[name] = node["count"] - len(node["values"])
    client, server = session["client"], session["server"]
    ends = endpoints(session["transport"], (client["ip"], client["port"]),
                     (server["ip"], server["port"]))
    return Shown(session["input"], ends, session["kind"], session["protocol"],
                 session["session"], session.get("exchanges", []), values,
                 more)


def scan(program, rules, paths, options, folder):
    """What each session of the captures shows, as it comes.

    `folder` is for the names of the captures, which may be many.
    """
    listed = pathlib.Path(folder) / "captures.txt"
    listed.write_text("".join(f"{path}\n" for path in paths))
    run = subprocess.Popen(
        [program, "-q", "--json", "--explain=all", "-j1", "-r", rules,
         *options, f"@{listed}"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL)
    with run:
        for line in run.stdout:
            session = json.loads(line)
            if session["client"]["ip"] and session["transport"]:
                yield shown(session)
    # 3 is of a capture that is cut; what it shows stands.
    if run.returncode not in (0, 3):
        raise NoAnswer(f"iotpf-run exits {run.returncode}")
