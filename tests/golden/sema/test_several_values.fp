// A session has one such value.

platform lamp {
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    test "two ports" {
        server.port = [80, 443];
        //            ^^^^^^^^^ error: `server.port` has one value in a session [test-several-values]
        expect other;
    }
}
