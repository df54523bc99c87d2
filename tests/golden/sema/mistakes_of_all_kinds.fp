// One run reports the mistakes of syntax, of names and of types, each once: what
// a broken statement would have declared is not reported as missing.

list hosts = ["a.example"];
//         ^ error: found `=`; a list has a type: `list NAME : host = [..]` [unexpected-token]

platform lamp {
    fingerprint device {
        positive a = http.response.header["Server"] = "lamp";
        //                                          ^ error: found `=`; `==` compares [unexpected-token]
        positive b : easyy = http.response.headr["Server"] == "lamp";
        //           ^^^^^ error: `easyy` is no level; use easy, medium or hard [unknown-level]
        //                   ^^^^^^^^^^^^^^^^^^^ error: there is no field `http.response.headr`; did you mean `http.response.header`? [unknown-field]
        positive c = tls.sni under hosts;
        positive d = server.port == "443";
        //           ^^^^^^^^^^^ label: this is an integer [type-mismatch]
        //                          ^^^^^ error: comparing an integer with a text; write 443 without quotes [type-mismatch]
        positive e = tls.sni ~ /lamp/;
        //                   ^ error: `~` has no meaning here; a regex stands behind `matches`: `matches /x/` [unknown-character]
        sufficient positive : a or b or e;
        sufficient negative : f;
        //                    ^ error: there is no feature `f` here; did you mean `b`? [unknown-feature]
    }
    test "a" {
        tls.sni = 'a';
        //        ^ error: `'` has no meaning here; a text stands in `"` [unknown-character]
        expect lamp.device by a;
    }
}
