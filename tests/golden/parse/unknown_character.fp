// Characters that no word of the language begins with. All are found in one run.

platform lamp {
    fingerprint device {
        positive a = server.port == 1 && server.port == 2;
        //                            ^^ error: `&&` has no meaning here; write `and` [unknown-character]
        positive b = !server.port == 1;
        //           ^ error: `!` has no meaning here; write `not` [unknown-character]
        positive c = tls.sni == 'lamp.example';
        //                      ^ error: `'` has no meaning here; a text stands in `"` [unknown-character]
        positive d = tls.sni == “lamp.example”;
        //                      ^ error: `“` has no meaning here; a text stands in `"` [unknown-character]
        # a comment of another language
//      ^ error: `#` has no meaning here; a comment begins with `//` [unknown-character]
    }
}
