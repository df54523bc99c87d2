// Unicode ends at 10FFFF, and surrogates are no characters.

platform lamp {
    fingerprint device {
        positive a = http.request.path == "\u{110000}";
        //                                 ^^^^^^^^^^ error: `\u{110000}` is no Unicode code point [not-a-code-point]
        positive b = http.request.path == "\u{d800}";
        //                                 ^^^^^^^^ error: `\u{d800}` is no Unicode code point [not-a-code-point]
        positive c = http.request.path == "\u{zz}";
        //                                 ^^^^^^ error: `\u{zz}` is no Unicode code point [not-a-code-point]
        positive d = http.request.path == "\u{}";
        //                                 ^^^^ error: `\u{}` is no Unicode code point [not-a-code-point]
        positive e = http.request.path == "\u{10FFFF}";
    }
}
