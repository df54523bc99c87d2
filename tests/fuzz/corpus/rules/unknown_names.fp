list hosts : host = ["a"];
platform pla { fingerprint fin { positive fea = tls.sni in host; positive b = tls.snii == "x"; positive b = header == 1; sufficient positive : fee or tls.sni or pla; }
  fingerprint fin { } test "t" { request = 1; tsl.sni = "a"; expect plaa.fi by fe behind x; expect provider y; } }
prefer pla over plb; prefer pla over pla;
