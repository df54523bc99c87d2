// Query, cookie, form and JSON values are found in the message by the code that
// scans traffic, so a test shows the message.

platform lamp {
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    test "json" {
        http.response.json["/did"] = "7";
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: `http.response.json` is read from the message; write the raw `response` instead [test-derived-field]
        http.request.query["did"] = "7";
//      ^^^^^^^^^^^^^^^^^^^^^^^^^ error: `http.request.query` is read from the message; write the raw `request` instead [test-derived-field]
        expect other;
    }
}
