"""Differences from tshark that are meant, by kind.

Each kind is a row of "Where it differs from Wireshark" in runtime/README.md,
and a test that a difference has to pass. A test looks at what both programs
show of the flow, never at the name of a file, so that a new capture is judged
by the same rules.
"""

import re

REQUEST = ("method", "target", "host")
HTTP = REQUEST + ("status", "server")
FIRST_LINE = ("method", "target", "status")
TLS = ("sni", "alpn", "ja3", "cipher", "subject", "issuer", "san")
CERTIFICATE = ("subject", "issuer", "san")
DNS_PORT = 53

# Ciphers by their numbers at IANA: those with RC4, RC2, IDEA, DES and SEED;
# those without any encryption.
NOT_UNDONE = {
    0x0003, 0x0004, 0x0005, 0x0006, 0x0007, 0x0008, 0x0009, 0x000b, 0x000c,
    0x000e, 0x000f, 0x0011, 0x0012, 0x0014, 0x0015, 0x0017, 0x0018, 0x0019,
    0x001a, 0x0020, 0x0021, 0x0022, 0x0024, 0x0025, 0x0026, 0x0027, 0x0028,
    0x0029, 0x002a, 0x002b, 0x008a, 0x008e, 0x0092, 0x0096, 0x0097, 0x0098,
    0x0099, 0x009a, 0x009b, 0xc002, 0xc007, 0xc00c, 0xc011, 0xc016, 0xc033}
NULL = {0x0001, 0x0002, 0x003b, 0xc001, 0xc006, 0xc00b, 0xc010, 0xc015}
SSL_3 = str(0x0300)

# Layers that tshark opens and we do not.
TUNNELS = {"l2tp", "capwap", "capwap.data", "ayiya", "sflow", "pktap",
           "arcnet"}
# What else may go before TLS or HTTP in a stream of ours.
OUTER = {"adb", "socks5", "unknown"}
# Those of RFC 9110, 9.3 and RFC 5789.
METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS",
           "TRACE", "PATCH"}
# Protocols of ours whose streams are read for fields.
READ = {"http", "http2", "tls", "dns", "mqtt", "quic", "dtls"}


def has(frame, field, pattern):
    return any(re.search(pattern, value) for value in frame.get(field, ()))


class Look:
    """A difference, with the questions that the kinds below ask of it."""

    def __init__(self, difference):
        self.__dict__.update(difference._asdict())
        self.only_ours = self.theirs is None
        self.only_theirs = self.ours is None
        self.ciphers = {int(c) for c in self.our.values["cipher"] +
                        self.their.values["cipher"]}
        frames = self.closer.frames
        at = [i for i, frame in enumerate(frames)
              if self.theirs in frame.get(self.field, ())]
        # The frames in which tshark shows its value, and all up to the first.
        self.showing = [frames[i] for i in at]
        self.until = frames[:at[0] + 1] if at else []

    def more_in(self, flow):
        """Whether that look shows our value more often than the first one."""
        ours = {self.ours}
        if self.field == "target":  # which has spaces, perhaps
            ours.add(self.ours.split(" ")[0])
        return any(flow.values[self.field].count(value) >
                   self.their.values[self.field].count(value)
                   for value in ours)

    def closer_shows(self, field, pattern):
        return any(has(frame, field, pattern) for frame in self.closer.frames)

    def shown_with(self, field, pattern):
        return any(has(frame, field, pattern) for frame in self.showing)

    def shown_after(self, field, pattern):
        return any(has(frame, field, pattern) for frame in self.until)


def is_not_undone(d):
    return (d.only_theirs and d.field in HTTP and "tls" in d.their.words and
            (d.ciphers & NOT_UNDONE or SSL_3 in d.our.values["version"]))


def is_null_cipher(d):
    return d.only_theirs and d.field in HTTP and d.ciphers & NULL


def is_after_the_end(d):
    """Bytes behind a reset; what we show of the flow has nothing of it."""
    return (d.only_theirs and d.ends[0] == "tcp" and
            not d.our.words & READ and d.shown_after("reset", "1|True"))


def is_another_flow(d):
    """Both show it, we once more: one flow behind another in a stream."""
    return (d.only_ours and d.ours in d.their.values[d.field] and
            len(d.our.streams) > len(d.their.streams))


def is_cut(d):
    """tshark shows it when it does not wait for what comes behind."""
    return d.only_ours and d.more_in(d.closer)


def is_cut_flight(d):
    """A server's hello in a record whose end was cut: of the handshake tshark
    shows nothing but the client's hello."""
    return (d.only_ours and d.field == "cipher" and "tls" in d.their.words and
            all("ja3" in frame for frame in d.their.frames))


def is_long_head(d):
    """A head of HTTP/2 that goes on in CONTINUATION frames."""
    return (d.only_ours and d.field in HTTP and "http2" in d.their.words and
            d.closer_shows("expert", "^Unreassembled"))


def is_no_text(d):
    """The same bytes, which are no text; tshark marks them or cuts them."""
    if None in (d.ours, d.theirs):
        return False
    if "\0" in d.ours and d.ours.split("\0")[0] == d.theirs:
        return True  # a C string
    if "\ufffd" not in d.theirs:
        return False
    pattern = re.escape(d.theirs).replace("\ufffd", ".{1,4}")
    return re.fullmatch(pattern, d.ours, re.DOTALL)


def is_wireguard(d):
    return d.only_theirs and not d.our.words and "wg" in d.their.words


def is_in_a_tunnel(d):
    return d.only_theirs and not d.our.words and d.their.words & TUNNELS


def is_no_ip_family(d):
    return d.only_theirs and not d.our.words and "null" in d.their.words


def is_in_openvpn(d):
    return (d.only_theirs and "openvpn" in d.their.words and
            not d.our.words & READ)


def is_interception(d):
    return d.only_theirs and not d.our.words and "5gli" in d.their.words


def is_behind_another(d):
    """The stream begins with a dialogue that is not followed."""
    return (d.only_theirs and d.ends[0] == "tcp" and d.our.words <= OUTER and
            "1" not in d.closer.values["place"])


def is_snapped(d):
    """The packet was captured in part, and its head with it."""
    return d.only_theirs and d.field in FIRST_LINE and any(
        int(captured) < int(size) for frame in d.showing
        for captured, size in zip(frame["captured"], frame["size"]))


def is_from_the_middle(d):
    return (d.only_theirs and d.field in CERTIFICATE and
            not any(flow.values[field] for flow in (d.our, d.their)
                    for field in ("ja3", "cipher")))


def is_google_quic(d):
    """Versions Q0xx and T0xx, which the IETF's frames came after."""
    return (d.only_theirs and d.field in TLS and
            d.shown_with("quic version", "^0x5[14]30"))


def is_after_versions(d):
    """Behind a packet that lists versions, which has none itself."""
    return (d.only_ours and d.field in TLS and not d.their.values[d.field] and
            d.closer_shows("quic version", "^0x00000000$"))


def is_behind_connect(d):
    return "CONNECT" in d.our.values["method"] and d.field in HTTP


def is_host_of_target(d):
    """Its target is absolute, or that of CONNECT."""
    return (d.only_ours and d.field == "host" and
            any(re.match(r"(?i)(https?://)?" + re.escape(d.ours) + "([:/ ]|$)",
                         target) for target in d.our.values["target"]))


def is_dns_elsewhere(d):
    return (d.only_theirs and d.field == "qname" and
            "dns" not in d.our.words and
            DNS_PORT not in {port for _, port in d.ends[1]})


def is_in_answers_alone(d):
    """The question that an answer repeats is not the one that was asked."""
    return (d.only_theirs and d.field == "qname" and
            d.our.values["qname"] and d.showing and
            all(has(frame, "response", "1|True") for frame in d.showing))


def is_draft_of_tls13(d):
    return (d.only_theirs and d.field == "cipher" and
            d.shown_with("tls version", "^0x7f"))


def is_of_a_client(d):
    """The server was not captured, so the certificate shown is its client's."""
    return (d.only_theirs and d.field in CERTIFICATE and
            d.their.values["ja3"] and not d.their.values["cipher"] and
            not d.our.values["cipher"])


def is_malformed_hello(d):
    return (d.only_theirs and d.field in TLS and
            d.shown_with("expert", "ector length|alformed|trailing byte|"
                         "too much data"))


def is_http3(d):
    """Debian builds tshark without nghttp3."""
    return (d.only_ours and d.field in HTTP and
            "quic" in d.our.words & d.their.words and
            not any(d.their.values[field] for field in HTTP))


def is_malformed_list_of_names(d):
    return (d.only_ours and d.field == "san" and
            not d.their.values["san"] and
            d.our.values["subject"] == d.their.values["subject"])


def is_in_websocket(d):
    return (d.only_ours and d.field in HTTP + TLS and
            "101" in d.our.values["status"] and
            "101" in d.their.values["status"])


def is_space_in_target(d):
    return (d.field == "target" and None not in (d.ours, d.theirs) and
            d.ours.split(" ")[0] == d.theirs)


def is_http2_in_http1(d):
    return (d.only_theirs and d.field in HTTP and
            d.shown_with("http version", r"^HTTP/[^1]"))


def is_broken_length(d):
    return d.only_theirs and d.field in HTTP and (
        d.shown_after("length", r"[^0-9 ]") or
        d.shown_after("coding", r"(?i)chunked\s*,|,\s*chunked\s*,"))


def is_ja4_without_letters(d):
    return (d.field == "ja4" and None not in (d.ours, d.theirs) and
            d.theirs[8:10] == "99" and
            d.ours[:8] + d.ours[10:] == d.theirs[:8] + d.theirs[10:])


def is_by_content(d):
    """tshark shows it once it is told the protocol of the ports."""
    protocol = ("http" if d.field in HTTP else "tls" if d.field in TLS else
                "mqtt" if d.field == "client_id" else None)
    if not (d.only_ours and d.ends[0] == "tcp" and protocol):
        return False
    return any(d.more_in(d.told(closer, protocol)) for closer in (False, True))


def is_unknown_method(d):
    """tshark tells HTTP by the methods that it knows."""
    return (d.only_ours and d.field in REQUEST and
            METHODS.isdisjoint(d.our.values["method"]) and
            not d.their.values["method"])


def is_malformed_name(d):
    return d.only_theirs and d.field == "qname" and (
        d.theirs.startswith("<") or d.shown_with("expert", "alformed"))


# The first that holds; named by what tells its row.
KINDS = (
    ("cipher that is not undone", is_not_undone),
    ("TLS without encryption", is_null_cipher),
    ("what is behind it was cut", is_cut),
    ("messages of a server that were cut", is_cut_flight),
    ("another flow with the same ends", is_another_flow),
    ("head of HTTP/2 in several frames", is_long_head),
    ("bytes that are no text", is_no_text),
    ("WireGuard", is_wireguard),
    ("tunnel that is not opened", is_in_a_tunnel),
    ("family of a loopback frame that is not IP", is_no_ip_family),
    ("malformed hello", is_malformed_hello),
    ("inside OpenVPN", is_in_openvpn),
    ("interception of 5G", is_interception),
    ("behind another protocol", is_behind_another),
    ("bytes behind a reset", is_after_the_end),
    ("packets captured in part", is_snapped),
    ("handshake from its middle", is_from_the_middle),
    ("QUIC of Google's own", is_google_quic),
    ("QUIC after another version", is_after_versions),
    ("host of the target", is_host_of_target),
    ("space in a target", is_space_in_target),
    ("behind CONNECT", is_behind_connect),
    ("DNS on another port", is_dns_elsewhere),
    ("malformed name in DNS", is_malformed_name),
    ("name in an answer alone", is_in_answers_alone),
    ("draft of TLS 1.3", is_draft_of_tls13),
    ("certificate of a client", is_of_a_client),
    ("malformed list of names", is_malformed_list_of_names),
    ("head of HTTP/3", is_http3),
    ("inside WebSocket", is_in_websocket),
    ("HTTP/2.0 in HTTP/1", is_http2_in_http1),
    ("broken length or coding", is_broken_length),
    ("JA4 of an ALPN value without letters", is_ja4_without_letters),
    ("protocol by content, not by port", is_by_content),
    ("method that is not registered", is_unknown_method),
)


def kind_of(difference):
    """The name of the first kind that explains it; None: nothing does."""
    look = Look(difference)
    for name, holds in KINDS:
        if holds(look):
            return name
    return None
