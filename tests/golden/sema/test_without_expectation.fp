// A test that expects nothing always passes.

platform lamp {
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    test "hello" {
//  ^^^^ error: the test expects nothing; end it with `expect lamp;` [test-without-expectation]
        payload.client = x"b11c";
    }
}
