// An operator says what is meant and takes `.` for a dot. What it cannot say is
// left to the regex.

platform lamp {
    reference = "a capture of the lamp";
    fingerprint mobile {
        positive equal = http.request.path matches /^\/lamp$/;
        positive start = http.request.path matches /^\/lamp\/v1\//;
        positive end = http.request.path matches /\.lamp$/;
        positive part = http.request.header["User-Agent"] matches /lampapp/i;
        positive all = http.request.method matches /^(PUT|PATCH)$/
            and http.request.host matches /^(eu|us)[.]lamp\.example$/;
        positive below = http.request.host matches /(^|\.)lamp\.example$/;
        positive there = http.request.header["X-Lamp"] matches /.*/;

        positive any_byte = http.request.host matches /^eu.lamp\.example$/;
        positive digits = http.request.path matches /^\/lamp\/[0-9]+$/;
        positive label = http.request.path matches /(^|\.)lamp$/;
        sufficient positive : all of (equal, start, end, part, all, below, there, any_byte, digits, label);
    }
    test "all of it" { // iotpf: allow(untested-condition)
        request = """
            PUT /lamp HTTP/1.1
            Host: eu.lamp.example

            """;
        expect other;
    }
}
