// A regex whose automaton would be too large is matched by RE2, and that is
// said where it stands: once, however often it is used. A regex with an anchor,
// or with a text that each match has, has an automaton.

predicate even_serial(name: text) =
    http.request.header["Server"] == name
    and http.request.path matches /(a|b)*a(a|b){12}/;
    //                            ^^^^^^^^^^^^^^^^^^ note: this regex is matched by RE2: its automaton passes 2048 states; anchor it at the start, ask for a text that each match has, or make its repeats smaller [regex-left-to-re2]

platform lamp {
    fingerprint mobile {
        positive first  = even_serial("first");
        positive second = even_serial("second");
        positive deep   = http.request.path matches /(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((a+)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))/;
        //                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ note: this regex is matched by RE2: groups and repeats are too deep inside each other; write it with fewer groups in each other [regex-left-to-re2]
        positive start  = http.request.path matches /^(a|b)*a(a|b){3}/;
        positive text   = http.request.path matches /lamp-(a|b)*a/;
        // iotpf: allow(regex-left-to-re2)
        positive meant  = http.request.path matches /(x|y)*x(x|y){12}/;
    }
}
