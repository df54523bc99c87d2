// The number of a session needs the file that it counts in: `flow` a capture,
// `entry` a HAR.

platform lamp {
    fingerprint device { positive sni = tls.sni == "lamp.example"; }

    test "of which capture?" {
        flow = 3;
//      ^^^^ error: `flow` says which session of a file is meant; give the test a `capture` too [test-number-alone]
        expect lamp;
    }
    test "a HAR has entries" {
        har = "lamp.har";
        flow = 3;
//      ^^^^ error: `flow` says which session of a file is meant; give the test a `capture` too [test-number-alone]
        expect lamp;
    }
    test "a session stands alone" {
        session = """{"tls": {"sni": "lamp.example"}}""";
        entry = 1;
//      ^^^^^ error: `entry` says which session of a file is meant; give the test a `har` too [test-number-alone]
        expect lamp;
    }
}
