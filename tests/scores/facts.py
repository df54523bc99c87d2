"""Which labelled sessions show a fact that names their platform.

Reads facts (platform, field, operator, value, strength, source) and sessions,
and knows nothing of the rules: what a session shows is decided without them. A
fact counts where it is `sufficient` and its source is more than somebody's
memory. The name of a server is one name, whether a fact calls it a host, an SNI
or the name of a DNS question.
"""

import csv
import json
import re
import urllib.parse

HOST_FIELDS = {"http.request.host", "tls.sni", "dns.qname"}


def read_facts(path):
    """The facts that count, by platform."""
    facts = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file, delimiter="\t",
                                  quoting=csv.QUOTE_NONE):
            is_known = not row["source"].startswith("memory")
            if row["strength"] == "sufficient" and is_known:
                facts.setdefault(row["platform"], []).append(row)
    return facts


def read_sessions(path):
    """Sessions of JSON Lines, each with the number of its line."""
    with open(path) as file:
        return [(number, json.loads(line))
                for number, line in enumerate(file, 1) if line.strip()]


def json_keys(value):
    if isinstance(value, dict):
        for key, member in value.items():
            yield key
            yield from json_keys(member)
    elif isinstance(value, list):
        for member in value:
            yield from json_keys(member)


def body_keys(body):
    try:
        return set(json_keys(json.loads(body)))
    except (TypeError, ValueError):
        return set()


def message_values(name, message, has):
    """The fields of one message that facts speak of, and their values."""
    values = {}
    message = message or {}
    if has.get(f"{name}_headers", True):
        for header, value in message.get("headers") or []:
            values.setdefault(f"http.{name}.header:{header.lower()}",
                              []).append(value or "")
    if has.get(f"{name}_body", True) and message.get("body"):
        values[f"http.{name}.body-regex"] = [message["body"]]
        values[f"http.{name}.body-json-key"] = sorted(
            body_keys(message["body"]))
    return values


def session_values(session):
    has = session.get("has") or {}
    request = session.get("request") or {}
    values = message_values("request", request, has)
    values.update(message_values("response", session.get("response"), has))
    if not has.get("request_line", True):
        return values
    url = urllib.parse.urlsplit(request.get("url") or "")
    host = request.get("host") or url.hostname
    path = request.get("path") or url.path
    if host:
        values["http.request.host"] = [host.lower().rstrip(".").split(":")[0]]
    if path:
        query = f"?{url.query}" if url.query else ""
        values["http.request.path"] = [path + query]
    return values


def holds(operator, value, expected, is_host):
    if operator == "equals":
        return value == expected
    if operator == "prefix":
        return value.startswith(expected)
    if operator == "suffix":
        if is_host:
            return value == expected or value.endswith("." + expected)
        return value.endswith(expected)
    if operator == "contains":
        return expected in value
    if operator == "regex":
        return re.search(expected, value) is not None
    raise ValueError(f"a fact has the operator {operator}")


def fact_matches(fact, values):
    field = fact["field"]
    is_host = field in HOST_FIELDS
    expected = fact["value"]
    if is_host:
        field = "http.request.host"
        if fact["operator"] != "regex":
            expected = expected.lower().lstrip(".")
    elif ".header:" in field:
        kind, name = field.split(":", 1)
        field = f"{kind}:{name.lower()}"
        if name.endswith("*"):
            prefix = field[:-1]
            return any(key.startswith(prefix) for key in values)
    return any(holds(fact["operator"], value, expected, is_host)
               for value in values.get(field, []))


def distinguishing(session, facts):
    """The facts about the session's own platform that it shows."""
    values = session_values(session)
    return [fact for fact in facts.get(session["label"], [])
            if fact_matches(fact, values)]
