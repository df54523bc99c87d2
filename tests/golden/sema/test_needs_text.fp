// `request` and `response` are whole messages, not fields.

platform lamp {
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    test "a list" {
        request = ["GET / HTTP/1.1", "Host: a.example"];
        //        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: `request` takes one text, the raw HTTP message [test-needs-text]
        expect other;
    }
    test "absent" {
        response is absent;
//      ^^^^^^^^ error: `response` takes one text, the raw HTTP message [test-needs-text]
        expect other;
    }
    test "a key" {
        request["Host"] = "a.example";
//      ^^^^^^^^^^^^^^^ error: `request` takes one text, the raw HTTP message [test-needs-text]
        expect other;
    }
}
