// A URL, a wildcard or a port where the name of a host is meant.

list names : host = ["a.example", "b..example"];
//                                ^^^^^^^^^^^^ error: `b..example` is no host name; a label is empty [not-a-host]

platform lamp {
    fingerprint device {
        positive a = server.name == "https://a.example/v1";
        //           ^^^^^^^^^^^ label: this is a host [not-a-host]
        //                          ^^^^^^^^^^^^^^^^^^^^^^ error: `https://a.example/v1` is no host name; write the host of the URL alone [not-a-host]
        positive b = server.name under "*.a.example";
        //           ^^^^^^^^^^^ label: this is a host [not-a-host]
        //                             ^^^^^^^^^^^^^ error: `*.a.example` is no host name; write `.example.com` for all names below [not-a-host]
        positive c = server.name == "a.example.";
        //           ^^^^^^^^^^^ label: this is a host [not-a-host]
        //                          ^^^^^^^^^^^^ error: `a.example.` is no host name; leave out the dot at its end [not-a-host]
        positive d = server.name == ".a.example";
        //           ^^^^^^^^^^^ label: this is a host [not-a-host]
        //                          ^^^^^^^^^^^^ error: `.a.example` is no host name; a leading dot means all names below, which `under` and `in` take [not-a-host]
        positive e = server.name in ["a.example:443", "a.example/v1", ""];
        //           ^^^^^^^^^^^ label: this is a host [not-a-host]
        //                           ^^^^^^^^^^^^^^^ error: `a.example:443` is no host name; a label has letters, digits, `-` and `_`; a port or a path belongs in a test of its own [not-a-host]
        //                                            ^^^^^^^^^^^^^^ error: `a.example/v1` is no host name; a label has letters, digits, `-` and `_`; a port or a path belongs in a test of its own [not-a-host]
        //                                                            ^^ error: `` is no host name; it is empty [not-a-host]
        positive f = server.name == "bücher.example";
        //           ^^^^^^^^^^^ label: this is a host [not-a-host]
        //                          ^^^^^^^^^^^^^^^^ error: `bücher.example` is no host name; write its ASCII form, which begins with `xn--` [not-a-host]
        positive g = server.name == "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example";
        //           ^^^^^^^^^^^ label: this is a host [not-a-host]
        //                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example` is no host name; a label is longer than 63 bytes [not-a-host]
        positive h = server.name in names;
    }
    test "a field of a test" {
        tls.sni = ".a.example";
        //        ^^^^^^^^^^^^ error: `.a.example` is no host name; a leading dot means all names below, which `under` and `in` take [not-a-host]
        expect other;
    }
}
