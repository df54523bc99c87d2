// Names on home networks. A device at home is asked by its address or by such a
// name; the same path at the name of a company is another's.
module lists.home;

// Sources: RFC 6762, section 3 and appendix G; RFC 8375; AVM's routers.
list domains : host = [
    "fritz.box",
    "home",
    "home.arpa",
    "internal",
    "intranet",
    "lan",
    "local",
    "localdomain",
];

predicate is_elsewhere() =
    server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/ and not server.name under domains;
