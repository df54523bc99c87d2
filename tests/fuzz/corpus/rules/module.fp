module a.b.c;
list l : host = ["x.example"];
platform p { fingerprint f { positive a = tls.sni in l; } }
