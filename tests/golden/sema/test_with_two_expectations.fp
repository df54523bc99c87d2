// Two expectations of one session are one too many; `by` and `behind` say more.

platform lamp {
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    test "hello" {
        payload.client = x"b11c";
        expect lamp;
        expect lamp.device;
//      ^^^^^^ error: a test has one `expect` [test-with-two-expectations]
    }
}
