predicate sold_by(hosts: list<host>, port: int) = tls.sni in hosts and server.port == port;
predicate near(hosts: list<host>) = sold_by(hosts, 443) or not sold_by(["b.example"], 8883);
predicate plain() = any of (tls.sni is present, count(tls.alpn) >= 2);
list l : host = ["a.example"];
provider q { scope = near(l); platform p { fingerprint f { positive a = near(["c.example", ".d.example"]); positive b = plain() and sold_by(l, 0x1bb); } } }
