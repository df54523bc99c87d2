// The second would replace the first, or add to it: the reader cannot tell.

platform lamp {
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    test "twice" {
        payload.client = x"b11c";
        payload.client = x"b11d";
//      ^^^^^^^^^^^^^^ error: `payload.client` is given twice; write its values as `[a, b]` [test-field-twice]
        http.request.header["A"] = "1";
        http.request.header["B"] = "2";
        http.request.header["a"] = "3";
//      ^^^^^^^^^^^^^^^^^^^^^^^^ error: `http.request.header` is given twice; write its values as `[a, b]` [test-field-twice]
        expect lamp;
    }
}
