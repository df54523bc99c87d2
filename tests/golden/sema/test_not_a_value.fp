// A test shows values: what stands for many belongs into a rule.

platform values {
    fingerprint mobile { positive any_name = tls.sni is present; }

    test "networks, digits and cases" {
        server.ip = 10.0.0.0/8;
        //          ^^^^^^^^^^ error: a network stands for many values; a test shows one [test-not-a-value]
        server.mac = a4:cf:12:00:00:00/24;
        //           ^^^^^^^^^^^^^^^^^^^^ error: a network stands for many values; a test shows one [test-not-a-value]
        payload.client = [x"2131", x"21 ??"];
        //                         ^^^^^^^^ error: a byte string with `?` stands for many values; a test shows one [test-not-a-value]
        tls.alpn = nocase "h2";
        //                ^^^^ error: a text with `nocase` stands for many values; a test shows one [test-not-a-value]
        expect other;
    }
}
