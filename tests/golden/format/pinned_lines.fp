// A comment that allows warnings is about its line, which keeps its tokens; one
// above a statement is about that.
list a : host = ["aaaaaaaaaaaaaaaaaaaaaaaaaaa.example", "bbbbbbbbbbbbbbbbbbbbb.example", "cc.example"]; // iotpf: allow(unused-list)
list b : host = ["a.example"]; list c : host = ["b.example"]; // iotpf: allow(unused-list)
// iotpf: allow(unused-list)
list d : host = ["aaaaaaaaaaaaaaaaaaaaaaaaaaa.example", "bbbbbbbbbbbbbbbbbbbbb.example", "cccccccccccc.example"];
list e : host = [
    "a.example", "b.example", // iotpf: allow(stale-allow)
    "c.example" // iotpf: allow(stale-allow)
];
platform p {
    positive x = server.port == 1
        or server.port == 2 // iotpf: allow(stale-allow)
        or server.port == 3; // a comment like any other
    fingerprint f { positive p = tls.sni == "a"; } // iotpf: allow(unused-feature)
    fingerprint
      g // iotpf: allow(unused-feature)
    {}
}
