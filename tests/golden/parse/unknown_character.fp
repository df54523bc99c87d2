// Characters that no word of the language begins with. All are found in one run.

platform lamp {
    fingerprint device {
        positive a = server.port == 1 && server.port == 2;
        //                            ^ error: `&` has no meaning here [unknown-character]
        //                             ^ error: `&` has no meaning here [unknown-character]
        positive b = !server.port == 1;
        //           ^ error: `!` has no meaning here [unknown-character]
        positive c = tls.sni == 'lamp.example';
        //                      ^ error: `'` has no meaning here [unknown-character]
        //                                   ^ error: `'` has no meaning here [unknown-character]
        positive d = tls.sni == “lamp.example”;
        //                      ^ error: `“` has no meaning here [unknown-character]
        //                                   ^ error: `”` has no meaning here [unknown-character]
        # a comment of another language
//      ^ error: `#` has no meaning here [unknown-character]
    }
}
