// Only the case of letters can be chosen.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /^api/g;
        //                                           ^ error: `g` is no regex flag; the only one is `i`, without case [unknown-regex-flag]
        positive b = http.request.path matches /^api/im;
        //                                            ^ error: `m` is no regex flag; the only one is `i`, without case [unknown-regex-flag]
        positive c = http.request.path matches /^api/i;
    }
}
