// What people write who know another rule language.

rule lamp {
//<4 error: found `rule`; expected `import`, `list`, `predicate`, `provider`, `platform` or `prefer` [unexpected-token]
    condition: true
}
platform hub {
    fingerprint device {
        positive a = server.port == 1 AND tls.sni == "a.example";
        //                            ^^^ error: found `AND`; expected `;` [unexpected-token]
        positive b = server.port eq 443;
        //                       ^^ error: found `eq`; expected `;` [unexpected-token]
        positive c = "lamp" in http.request.path;
        //           ^^^^^^ error: found `"lamp"`; the field stands first, as in `tls.sni == "x"` [unexpected-token]
        positive d = http.request.path == "a" + "b";
        //                                    ^ error: `+` has no meaning here [unknown-character]
        positive e = true;
        //           ^^^^ error: found `true`, a word of the language; expected a test such as `tls.sni == "x"`, or the name of a feature [unexpected-token]
        positive f = port 443;
        //                ^^^ error: found `443`; expected `;` [unexpected-token]
        positive g = server.port == -1;
        //                          ^ error: `-` has no meaning here; a name has letters, digits and `_`, and a number has no sign [unknown-character]
        positive h = server.port <> 1;
        //                        ^ error: found `>`; expected a value or a name [unexpected-token]
        positive i = http.request.header["A"]["B"] is present;
        //                                   ^ error: found `[`; expected `;` [unexpected-token]
        positive j = tls.sni not in ["a.example"];
        //                   ^^^ error: found `not`; expected `;` [unexpected-token]
        positive k = tls.sni is not present;
        //                      ^^^ error: found `not`; expected `absent` or `present` [unexpected-token]
    }
}
