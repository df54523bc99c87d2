predicate a() = b(); predicate b() = c() or a(); predicate c() = c();
predicate d(x: list<host>, x: int, y: nothing) = tls.sni in x or server.port == x or y();
predicate e(h: host) = tls.sni == h and tls.sni in h and server.port < h and server.ip in h;
platform p { fingerprint f { positive g = d(1, "a", [], l) and e(5) and e() and e(["a"]) and e(..) and missing(1); positive h = e(1..2) and e; sufficient positive : e("a") or g; } }
