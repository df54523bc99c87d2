// What RE2 cannot read.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /v[0-9/;
        //                                       ^^^^ error: missing ] in the regex [regex-syntax]
        positive b = http.request.path matches /(api/;
        //                                      ^^^^ error: missing ) in the regex [regex-syntax]
        positive c = http.request.path matches /a**/;
        //                                       ^^ error: bad repetition operator in the regex [regex-syntax]
        positive d = http.request.path matches /[z-a]/;
        //                                       ^^^ error: invalid character class range in the regex [regex-syntax]
        positive e = http.request.path matches /\y/;
        //                                      ^^ error: invalid escape sequence in the regex [regex-syntax]
        positive f = http.request.path matches /(?<=a)b/;
        //                                      ^^^ error: invalid perl operator in the regex [regex-syntax]
        positive g = http.request.path matches /(a)\1/;
        //                                         ^^ error: invalid escape sequence in the regex [regex-syntax]
        positive h = http.request.path matches /x{2,1}/;
        //                                      ^^^^^^ error: the regex needs more memory than 1048576 bytes; make its repeats smaller [regex-too-large]
        positive i = http.request.path matches /api)/;
        //                                      ^^^^ error: unexpected ) in the regex [regex-syntax]
        positive j = http.request.path matches /+a/;
        //                                      ^ error: no argument for repetition operator in the regex [regex-syntax]
    }
}
