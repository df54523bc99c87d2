// A feature is made of tests. The name of another feature, or a field of which
// nothing is asked, is none.

platform lamp {
    fingerprint device {
        positive hello = payload.client starts_with x"b11c";
        positive both  = hello and server.port == 4711;
        //               ^^^^^ error: `hello` stands without a test; this place takes tests of fields; a condition takes features [feature-in-predicate]
        positive name  = tls.sni;
        //               ^^^^^^^ error: `tls.sni` stands without a test; write for example `tls.sni is present` [feature-in-predicate]
        positive key   = http.request.header["X-Lamp"];
        //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: `http.request.header["X-Lamp"]` stands without a test; write for example `http.request.header["X-Lamp"] is present` [feature-in-predicate]
    }
}
