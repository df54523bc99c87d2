// Case is folded for ASCII letters alone, and characters are shown whole.

platform cases {
    fingerprint mobile {
        positive flags = http.request.path matches /(?si)é/;
        //                                               ^ error: `é` is not in the regex dialect; only ASCII letters have a case; leave out `i` and write both, as in `[aA]` [regex-construct]
        positive group = http.request.path matches /a(?i:é)/;
        //                                               ^ error: `é` is not in the regex dialect; only ASCII letters have a case; leave out `i` and write both, as in `[aA]` [regex-construct]
        positive host = tls.sni matches /é/;
        //                               ^ error: `é` is not in the regex dialect; values of this field are ASCII, and their case is ignored [regex-construct]
        positive repeat = http.request.path matches /é+/;
        //                                           ^ error: this character has several bytes, and here one byte is meant; write `\xHH`, or group it with `(?:)` [regex-not-ascii]
        positive class = http.request.path matches /[^é]/;
        //                                            ^ error: this character has several bytes, and here one byte is meant; write `\xHH`, or group it with `(?:)` [regex-not-ascii]
        positive escaped = http.request.path matches /\é/;
        //                                            ^^ error: this escape has no meaning in a regex [regex-syntax]
        positive name = http.request.path matches /(?P<i>é)/;
    }
}
