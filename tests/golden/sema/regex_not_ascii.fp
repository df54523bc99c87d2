// Regexes match bytes, and a character outside of ASCII is several: a class would
// take one of them, a repeat repeat the last.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /[äö]/;
        //                                       ^ error: this character has several bytes, and here one byte is meant; write `\xHH`, or group it with `(?:)` [regex-not-ascii]
        positive b = http.request.path matches /ä+/;
        //                                      ^ error: this character has several bytes, and here one byte is meant; write `\xHH`, or group it with `(?:)` [regex-not-ascii]
        positive c = http.request.path matches /(?:ä)+ö/;
    }
}
