list l host = ["a"];
predicate q(= 1;
platform x { fingerprint f { positive a = ; positive b = tls.sni in l; sufficient positive : a or b or c; } test "t" { tls.sni = ; expect x.g by a; } }
platform y {
prefer x over y; prefer z over x;
