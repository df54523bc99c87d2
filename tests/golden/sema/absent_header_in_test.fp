// That one header is not there is seen in the whole section, which is the raw
// message; a whole field may be absent.

platform headers {
    fingerprint mobile { positive plain = http.request.header["X"] is absent; }
    test "no such header" {
        http.request.header["X"] is absent;
//      ^^^^^^^^^^^^^^^^^^^^^^^^ error: `http.request.header` is read from the message; write the raw `request` instead [test-derived-field]
        http.response.header["Y"] is absent;
//      ^^^^^^^^^^^^^^^^^^^^^^^^^ error: `http.response.header` is read from the message; write the raw `response` instead [test-derived-field]
        tls.alpn is absent;
        expect headers;
    }
}
