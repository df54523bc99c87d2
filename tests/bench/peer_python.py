#!/usr/bin/env python3
"""Python's `re` on the sessions of the benchmark, one pattern for each row.

usage: peer_python.py RULES.tsv SESSIONS.bin COUNT fields|text

Reads the first COUNT sessions, prints `ready SECONDS`, the time of compiling,
and then answers lines of standard input until it ends:

    match N   the rows that hold for session N
    run N     seconds for matching the first N sessions, each once
"""

import collections
import re
import struct
import sys
import time

RESPONSE_HEADERS = ("server", "set-cookie")


def read_rules(path):
    with open(path, encoding="latin-1") as file:
        for line in file:
            row, _, field, op, value = line.rstrip("\n").split("\t", 4)
            yield int(row), field, op, value


def anchored(op, value):
    """The pattern without anchors, and whether it has them at its ends."""
    if op != "regex":
        return re.escape(value), op in ("eq", "prefix"), op in ("eq", "suffix")
    start, end = value.startswith("^"), value.endswith("$")
    return value[start:len(value) - end], start, end


def field_pattern(op, value):
    pattern, start, end = anchored(op, value)
    return ("^" if start else "") + pattern + (r"\Z" if end else "")


def text_pattern(field, op, value):
    pattern, start, end = anchored(op, value)
    if field == "body":
        return pattern
    if field == "path":
        return ("^(?:GET|POST|PUT|HEAD) " + ("" if start else r"[^ \r\n]*") +
                pattern + (" " if end else ""))
    name = "host" if field == "host" else re.escape(field[2:])
    return (f"^{name}: ?" + ("" if start else r"[^\r\n]*") + pattern +
            (r"\r" if end else ""))


def headers_of(message):
    """The first line, the names and values of the headers, the body."""
    head, end, body = message.partition("\r\n\r\n")
    lines = head.split("\r\n")
    pairs = []
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            pairs.append((name.lower(), value.strip(" \t")))
    return lines[0], pairs, body


def fields_of(request, response):
    fields = collections.defaultdict(list)
    line, pairs, _ = headers_of(request)
    words = line.split(" ")
    if len(words) > 1:
        fields["path"] = [words[1]]
    for name, value in pairs:
        if name == "host" and "host" not in fields:
            fields["host"] = [value.lower().split(":")[0]]
        if name not in RESPONSE_HEADERS:
            fields["h:" + name].append(value)
    _, pairs, body = headers_of(response)
    for name, value in pairs:
        if name in RESPONSE_HEADERS:
            fields["h:" + name].append(value)
    fields["body"] = [body]
    return fields


def with_lower_names(message):
    line, pairs, body = headers_of(message)
    return "\r\n".join([line] + [f"{name}: {value}" for name, value in pairs] +
                       ["", body])


def read_sessions(path, count, prepare):
    sessions = []
    with open(path, "rb") as file:
        while len(sessions) < count:
            head = file.read(8)
            if len(head) < 8:
                break
            sizes = struct.unpack("<II", head)
            messages = [file.read(size).decode("latin-1") for size in sizes]
            sessions.append(prepare(*messages))
    return sessions


class FieldMatcher:
    def __init__(self, rules):
        self.searches = collections.defaultdict(list)
        for row, field, op, value in rules:
            search = re.compile(field_pattern(op, value)).search
            self.searches[field].append((row, search))

    def match(self, fields):
        return [row for field, searches in self.searches.items()
                for value in fields.get(field, ())
                for row, search in searches if search(value)]


class TextMatcher:
    def __init__(self, rules):
        self.searches = [
            (row, re.compile(text_pattern(field, op, value), re.M).search)
            for row, field, op, value in rules]

    def match(self, text):
        return [row for row, search in self.searches if search(text)]


def main():
    rules_path, sessions_path, count, mode = sys.argv[1:]
    rules = list(read_rules(rules_path))
    if mode == "text":
        make, prepare = TextMatcher, lambda request, response: (
            with_lower_names(request) + with_lower_names(response))
    else:
        make, prepare = FieldMatcher, fields_of
    sessions = read_sessions(sessions_path, int(count), prepare)
    begin = time.perf_counter()
    matcher = make(rules)
    print("ready", time.perf_counter() - begin, flush=True)
    for line in sys.stdin:
        command, number = line.split()
        if command == "match":
            print(*sorted(set(matcher.match(sessions[int(number)]))), flush=True)
        else:
            begin = time.perf_counter()
            for session in sessions[:int(number)]:
                matcher.match(session)
            print(time.perf_counter() - begin, flush=True)


if __name__ == "__main__":
    main()
