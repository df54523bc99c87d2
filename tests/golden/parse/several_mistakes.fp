// Each of several mistakes is reported once: the parser goes on after a `;`
// and after a brace.

list ports int = [443];
//         ^^^ error: found `int`; expected `:` [unexpected-token]

provider acme {
    scope = server.name below "acme.example";
    //                  ^^^^^ error: found `below`; expected `;` [unexpected-token]

    platform lamp {
        positve a = server.port == 1;
//      ^^^^^^^ error: found `positve`; did you mean `positive`? [unexpected-token]
        positive b server.port == 2;
        //         ^^^^^^ error: found `server`; expected `:` or `=` [unexpected-token]

        fingerprint {
        //          ^ error: found `{`; expected a name [unexpected-token]
            positive c = server.port == 3;
        }
        fingerprint device {
            positive d = server.port === 4;
            //                         ^ error: found `=`; expected a value or a name [unexpected-token]
            sufficient positive = d;
            //                  ^ error: found `=`; expected `:` or `priority` [unexpected-token]
        }
        test "hello" {
            server.port == 5;
            //          ^^ error: found `==`; expected `=` or `is` [unexpected-token]
            expects lamp;
//          ^^^^^^^ error: found `expects`; did you mean `expect`? [unexpected-token]
        }
    }
}

prefer lamp above hub;
//          ^^^^^ error: found `above`; expected `over` [unexpected-token]
