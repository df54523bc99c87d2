// An operator says what is meant and takes `.` for a dot. What it cannot say is
// left to the regex.

platform lamp {
//       ^^^^ warning: no test expects the platform `lamp`; add a test that ends with `expect lamp;` [untested-platform]
    reference = "a capture of the lamp";
    fingerprint mobile {
        positive equal = http.request.path matches /^\/lamp$/;
        //                                         ^^^^^^^^^^ warning: this regex is a plain operator; write `== "/lamp"` [plain-regex]
        positive start = http.request.path matches /^\/lamp\/v1\//;
        //                                         ^^^^^^^^^^^^^^^ warning: this regex is a plain operator; write `starts_with "/lamp/v1/"` [plain-regex]
        positive end = http.request.path matches /\.lamp$/;
        //                                       ^^^^^^^^^ warning: this regex is a plain operator; write `ends_with ".lamp"` [plain-regex]
        positive part = http.request.header["User-Agent"] matches /lampapp/i;
        //                                                        ^^^^^^^^^^ warning: this regex is a plain operator; write `contains nocase "lampapp"` [plain-regex]
        positive both = http.request.method matches /^(PUT|PATCH)$/
        //                                          ^^^^^^^^^^^^^^^ warning: this regex is a plain operator; write `in ["PUT", "PATCH"]` [plain-regex]
            and http.request.host matches /^(eu|us)[.]lamp\.example$/;
            //                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: this regex is a plain operator; write `in ["eu.lamp.example", "us.lamp.example"]` [plain-regex]
        positive below = http.request.host matches /(^|\.)lamp\.example$/;
        //                                         ^^^^^^^^^^^^^^^^^^^^^^ warning: this regex is a plain operator; write `under "lamp.example"` [plain-regex]
        positive there = http.request.header["X-Lamp"] matches /.*/;
        //                                                     ^^^^ warning: this regex is a plain operator; write `is present` [plain-regex]

        positive any_byte = http.request.host matches /^eu.lamp\.example$/;
        positive digits = http.request.path matches /^\/lamp\/[0-9]+$/;
        positive label = http.request.path matches /(^|\.)lamp$/;
        sufficient positive : all of (equal, start, end, part, both, below, there, any_byte, digits, label);
    }
    test "all of it" { // iotpf: allow(untested-condition)
    //                                 ^^^^^^^^^^^^^^^^^^ warning: nothing here is reported as `untested-condition`; remove it from the comment [stale-allow]
        request = """
            PUT /lamp HTTP/1.1
            Host: eu.lamp.example

            """;
        expect other;
    }
}
