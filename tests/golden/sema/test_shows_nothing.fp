// A session of which nothing is known is nobody's.

platform lamp {
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    test "hello" {
//  ^^^^ error: the test shows no session; give it a `request`, a `response` or a field [test-shows-nothing]
        expect other;
    }
}
