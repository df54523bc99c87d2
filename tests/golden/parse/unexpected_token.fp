// A word that cannot stand where it stands, and what could.

positive a = server.port == 1;
//<8 error: found `positive`; expected `import`, `list`, `predicate`, `provider`, `platform` or `prefer` [unexpected-token]

platform lamp {
    scope = server.port == 1;
//  ^^^^^ error: found `scope`; expected a feature, a condition or `}` [unexpected-token]
    fingerprint device {
        positive a = server.port = 1;
        //                       ^ error: found `=`; `==` compares [unexpected-token]
        positive b = == 1;
        //           ^^ error: found `==`; expected a test such as `tls.sni == "x"`, or the name of a feature [unexpected-token]
        positive c = tls.sni is there;
        //                      ^^^^^ error: found `there`; expected `absent` or `present` [unexpected-token]
        positive d = http.request.path matches "^/api";
        //                                     ^^^^^^^ error: found `"^/api"`; expected a regex such as /^abc/ [unexpected-token]
        positive e = payload.client at x"55" == 4;
        //                             ^^^^^ error: found `x"55"`; expected a number [unexpected-token]
        positive f = (server.port == 1;
        //                            ^ error: found `;`; expected `)` [unexpected-token]
        positive i : = server.port == 1;
        //           ^ error: found `=`; expected a name [unexpected-token]
        sufficient : a;
        //         ^ error: found `:`; expected `negative` or `positive` [unexpected-token]
        sufficient positive priority high : a;
        //                           ^^^^ error: found `high`; expected a number [unexpected-token]
        positive j = not;
        //              ^ error: found `;`; expected a test such as `tls.sni == "x"`, or the name of a feature [unexpected-token]
        positive k = server.port in [1 2];
        //                             ^ error: found `2`; expected `,` or `]` [unexpected-token]
        positive l = any of ();
        //                   ^ error: found `)`; expected a test such as `tls.sni == "x"`, or the name of a feature [unexpected-token]
        positive m = server.port == 1 or;
        //                              ^ error: found `;`; expected a test such as `tls.sni == "x"`, or the name of a feature [unexpected-token]
        positive o = server.port in 1..2..3;
        //                              ^^ error: found `..`; expected `;` [unexpected-token]
        positive n = http.request.header[Server] == "x";
        //                               ^^^^^^ error: found `Server`; expected a text [unexpected-token]
    }
    test unnamed {
    //   ^^^^^^^ error: found `unnamed`; expected a text [unexpected-token]
        expect lamp;
    }
    test "nobody" {
        expect nobody.at.all;
        //            ^^ error: found `at`, a word of the language; expected a name [unexpected-token]
    }
}
