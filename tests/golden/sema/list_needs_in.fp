// `==` compares with one value.

list ports : int = [443, 8443];

platform lamp {
    fingerprint device {
        positive a = server.port == [443, 8443];
        //           ^^^^^^^^^^^ label: this is an integer [list-needs-in]
        //                          ^^^^^^^^^^^ error: `==` compares with one value; write `in` for several [list-needs-in]
        positive b = server.port == ports;
        //           ^^^^^^^^^^^ label: this is an integer [list-needs-in]
        //                          ^^^^^ error: `==` compares with one value; write `in` for several [list-needs-in]
        positive c = server.port != [443];
        //           ^^^^^^^^^^^ label: this is an integer [list-needs-in]
        //                          ^^^^^ error: `!=` compares with one value; write `not (FIELD in ..)` for several [list-needs-in]
        positive d = server.port == 1..1023;
        //           ^^^^^^^^^^^ label: this is an integer [list-needs-in]
        //                          ^^^^^^^ error: `==` compares with one value; write `in` for several [list-needs-in]
        positive e = server.port > ports;
        //           ^^^^^^^^^^^ label: this is an integer [list-needs-in]
        //                         ^^^^^ error: `>` compares with one value; write `in` for several [list-needs-in]
        positive f = payload.client at 0 == [x"55", x"aa"];
        //           ^^^^^^^^^^^^^^ label: this is bytes [list-needs-in]
        //                                  ^^^^^^^^^^^^^^ error: `at` compares with one value; write `any of (..)` for several [list-needs-in]
        positive g = tls.sni starts_with 1..2;
        //           ^^^^^^^ label: this is a host [operator-type]
        //                               ^^^^ error: `..` does not apply to `tls.sni`, which is a host; only numbers have ranges [operator-type]
        positive h = server.port != 1..1023;
        //           ^^^^^^^^^^^ label: this is an integer [list-needs-in]
        //                          ^^^^^^^ error: `!=` compares with one value; write `not (FIELD in ..)` for several [list-needs-in]
    }
}
