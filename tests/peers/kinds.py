"""Differences from tshark that are meant, by kind.

Each kind is a row of "Where it differs from Wireshark" in runtime/README.md,
and a test that a difference has to pass. A test looks at what both programs
show of the flow, never at the name of a file, so that a new capture is judged
by the same rules.
"""

import re

REQUEST = ("method", "target", "host")
HTTP = REQUEST + ("status", "server")
TLS = ("sni", "alpn", "ja3", "cipher", "subject", "issuer", "san")
CERTIFICATE = ("subject", "issuer", "san")
DNS_PORT = 53

# Ciphers by their numbers at IANA: those with RC4, RC2, IDEA, DES and SEED;
# those without any encryption; those whose keys come from a pre-shared one.
NOT_UNDONE = {
    0x0003, 0x0004, 0x0005, 0x0006, 0x0007, 0x0008, 0x0009, 0x000b, 0x000c,
    0x000e, 0x000f, 0x0011, 0x0012, 0x0014, 0x0015, 0x0017, 0x0018, 0x0019,
    0x001a, 0x0020, 0x0021, 0x0022, 0x0024, 0x0025, 0x0026, 0x0027, 0x0028,
    0x0029, 0x002a, 0x002b, 0x008a, 0x008e, 0x0092, 0x0096, 0x0097, 0x0098,
    0x0099, 0x009a, 0x009b, 0xc002, 0xc007, 0xc00c, 0xc011, 0xc016, 0xc033}
NULL = {0x0001, 0x0002, 0x003b, 0xc001, 0xc006, 0xc00b, 0xc010, 0xc015}
PRE_SHARED = set(range(0x008a, 0x0096)) | set(range(0x00a8, 0x00ba))
SSL_3 = str(0x0300)

# The layers of tshark that a field stands in.
LAYERS = {"client_id": {"mqtt"}, "qname": {"dns"}}
LAYERS |= {field: {"tls", "dtls", "quic"} for field in TLS}
LAYERS |= {field: {"http", "http2"} for field in HTTP}

# Layers that tshark opens and we do not; those that others stand behind.
TUNNELS = {"l2tp", "capwap", "capwap.data", "ayiya", "gtp", "teredo", "sflow",
           "pktap", "arcnet"}
PROXIES = {"socks", "proxy", "openvpn"}
# Protocols of ours whose streams are read for fields.
READ = {"http", "http2", "tls", "dns", "mqtt", "quic", "dtls"}


class Look:
    """A difference, with the questions that the kinds below ask of it."""

    def __init__(self, difference):
        self.__dict__.update(difference._asdict())
        self.only_ours = self.theirs is None
        self.only_theirs = self.ours is None
        self.ciphers = {int(c) for c in self.our.values["cipher"] +
                        self.their.values["cipher"]}

    def closer_shows(self, field, pattern):
        return any(re.search(pattern, value)
                   for value in self.closer.values[field])


def is_not_undone(d):
    return (d.only_theirs and d.field in HTTP and "tls" in d.their.words and
            (d.ciphers & NOT_UNDONE or SSL_3 in d.our.values["version"]))


def is_pre_shared(d):
    return d.only_theirs and d.field in HTTP and d.ciphers & PRE_SHARED


def is_null_cipher(d):
    return d.only_theirs and d.field in HTTP and d.ciphers & NULL


def is_after_the_end(d):
    """Bytes behind a reset; what we show of the flow has nothing of it."""
    return (d.only_theirs and d.ends[0] == "tcp" and
            not d.our.words & READ and
            any(value in ("1", "True") for value in d.closer.values["reset"]))


def is_another_flow(d):
    """Both show it, we once more: one flow behind another."""
    return d.only_ours and d.ours in d.their.values[d.field]


def is_cut(d):
    """tshark shows it when it does not wait for what comes behind."""
    return d.only_ours and (d.closer.values[d.field].count(d.ours) >
                            d.their.values[d.field].count(d.ours))


def is_cut_flight(d):
    """The server's messages are not all there, and tshark shows none."""
    return d.only_ours and d.field == "cipher" and not (
        d.their.values["cipher"] + d.their.values["subject"])


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
    return d.only_theirs and "wg" in d.their.words


def is_in_a_tunnel(d):
    return d.only_theirs and not d.our.words and d.their.words & TUNNELS


def is_no_ip_family(d):
    return d.only_theirs and not d.our.words and "null" in d.their.words


def is_behind_another(d):
    """The stream begins with something else: SOCKS, mail, OpenVPN, ..."""
    return (d.only_theirs and d.ends[0] == "tcp" and
            not d.our.words & READ and
            (d.their.words & PROXIES or "1" not in d.closer.values["place"]))


def is_in_tls(d):
    return d.only_theirs and "tls in tls" in d.their.words


def is_snapped(d):
    """Packets of the flow were captured in part, and heads with them."""
    return d.field in HTTP and (sum(map(int, d.closer.values["captured"])) <
                                sum(map(int, d.closer.values["size"])))


def is_from_the_middle(d):
    return (d.only_theirs and d.field in CERTIFICATE and
            not d.their.values["ja3"] and not d.their.values["cipher"])


def is_after_versions(d):
    return (d.only_ours and d.field in TLS and "quic" in d.their.words and
            not d.their.values[d.field])


def is_behind_connect(d):
    return "CONNECT" in d.our.values["method"] and d.field in HTTP


def is_host_of_target(d):
    return (d.only_ours and d.field == "host" and
            any(d.ours in target.lower() for target in
                d.our.values["target"]))


def is_dns_elsewhere(d):
    return (d.only_theirs and d.field == "qname" and
            DNS_PORT not in {port for _, port in d.ends[1]})


def is_in_answers_alone(d):
    """The question that an answer repeats is not the one that was asked."""
    return (d.only_theirs and d.field == "qname" and
            d.our.values["qname"] and
            d.closer_shows("response", "1|True"))


def is_draft_of_tls13(d):
    return (d.only_theirs and d.field == "cipher" and
            d.closer_shows("tls version", "^0x7f"))


def is_dtls_behind_stun(d):
    return d.only_theirs and "dtls" in d.their.words and (
        "stun" in d.our.words)


def is_malformed_hello(d):
    return (d.only_theirs and d.field in TLS and
            d.closer_shows("expert", "ector length|alformed|trailing byte|"
                           "too much data"))


def is_behind_quic_hello(d):
    return d.only_theirs and "quic" in d.their.words


def is_malformed_list_of_names(d):
    return (d.only_ours and d.field == "san" and
            d.our.values["subject"] == d.their.values["subject"])


def is_in_websocket(d):
    return (d.only_ours and d.field in HTTP and
            "101" in d.our.values["status"])


def is_space_in_target(d):
    return (d.field == "target" and None not in (d.ours, d.theirs) and
            d.ours.split(" ")[0] == d.theirs)


def is_http2_in_http1(d):
    return (d.only_theirs and d.field in HTTP and
            d.closer_shows("http version", r"^HTTP/[^1]"))


def is_broken_length(d):
    return d.only_theirs and d.field in HTTP and (
        d.closer_shows("length", r"[^0-9 ]") or
        d.closer_shows("coding", r"(?i)chunked\s*,|,\s*chunked\s*,"))


def is_ja4_without_letters(d):
    return (d.field == "ja4" and None not in (d.ours, d.theirs) and
            d.theirs[8:10] == "99" and
            d.ours[:8] + d.ours[10:] == d.theirs[:8] + d.theirs[10:])


def is_by_content(d):
    """tshark sees nothing of the protocol, or of HTTP the answers alone: on
    other ports it knows requests by their first segment."""
    sees_requests = d.field not in REQUEST or d.their.values["method"]
    return d.only_ours and not (sees_requests and
                                LAYERS.get(d.field, set()) & d.their.words)


def is_malformed_name(d):
    return d.only_theirs and d.field == "qname" and (
        d.theirs.startswith("<") or d.closer_shows("expert", "alformed"))


# The first that holds; named by what tells its row.
KINDS = (
    ("cipher that is not undone", is_not_undone),
    ("TLS by a pre-shared key", is_pre_shared),
    ("TLS without encryption", is_null_cipher),
    ("another flow with the same ends", is_another_flow),
    ("what is behind it was cut", is_cut),
    ("messages of a server that were cut", is_cut_flight),
    ("head of HTTP/2 in several frames", is_long_head),
    ("bytes that are no text", is_no_text),
    ("WireGuard", is_wireguard),
    ("tunnel that is not opened", is_in_a_tunnel),
    ("family of a loopback frame that is not IP", is_no_ip_family),
    ("behind another protocol", is_behind_another),
    ("bytes behind a reset", is_after_the_end),
    ("TLS inside TLS", is_in_tls),
    ("packets captured in part", is_snapped),
    ("handshake from its middle", is_from_the_middle),
    ("QUIC after another version", is_after_versions),
    ("host of the target", is_host_of_target),
    ("behind CONNECT", is_behind_connect),
    ("DNS on another port", is_dns_elsewhere),
    ("malformed name in DNS", is_malformed_name),
    ("name in an answer alone", is_in_answers_alone),
    ("draft of TLS 1.3", is_draft_of_tls13),
    ("DTLS behind STUN", is_dtls_behind_stun),
    ("malformed hello", is_malformed_hello),
    ("QUIC behind the client hello", is_behind_quic_hello),
    ("malformed list of names", is_malformed_list_of_names),
    ("inside WebSocket", is_in_websocket),
    ("space in a target", is_space_in_target),
    ("HTTP/2.0 in HTTP/1", is_http2_in_http1),
    ("broken length or coding", is_broken_length),
    ("JA4 of an ALPN value without letters", is_ja4_without_letters),
    ("protocol by content, not by port", is_by_content),
)


def kind_of(difference):
    """The name of the first kind that explains it; None: nothing does."""
    look = Look(difference)
    for name, holds in KINDS:
        if holds(look):
            return name
    return None
