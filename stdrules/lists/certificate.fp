// Certificates of servers. A device that greets without a name, and whose question for
// the address came before the capture, is known by the name that the server proves.
module lists.certificate;

// Networks that deliver for many, whose certificates bear several customers.
list networks : host = [
    "akamaized.net",
    "cloudflare.com",
    "cloudflaressl.com",
    "edgekey.net",
    "fastly.net",
    "imperva.com",
    "incapsula.com",
    "edgecastcdn.net",
];

// A certificate that many share is long, or has its network's name in it: neither counts.
// Where a name was asked for, that name counts.
predicate is_for(hosts: list<host>) =
    tls.sni is absent
    and tls.cert.san under hosts
    and not tls.cert.san under networks
    and count(tls.cert.san) <= 8;
