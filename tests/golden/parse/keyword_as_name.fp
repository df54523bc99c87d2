// A word of the language cannot be a name; the message says so.

list test : int = [443];
//   ^^^^ error: found `test`, a word of the language; expected a name [unexpected-token]

platform other {
//       ^^^^^ error: found `other`, a word of the language; expected a name [unexpected-token]
    fingerprint device { positive a = server.port == 1; }
}
platform lamp {
    category = other;
    //         ^^^^^ error: found `other`, a word of the language; expected a value or a name [unexpected-token]
    positive scope = server.port == 1;
    //       ^^^^^ error: found `scope`, a word of the language; expected a name [unexpected-token]

    fingerprint by {
    //          ^^ error: found `by`, a word of the language; expected a name [unexpected-token]
        positive a = server.port == 2;
    }
    fingerprint device {
        positive any = server.port == 3;
        //       ^^^ error: found `any`, a word of the language; expected a name [unexpected-token]
        positive b = server.port in list;
        //                          ^^^^ error: found `list`, a word of the language; expected a value or a name [unexpected-token]
        sufficient positive : b and under;
        //                          ^^^^^ error: found `under`, a word of the language; expected a test such as `tls.sni == "x"`, or the name of a feature [unexpected-token]
    }
}
prefer lamp over list;
//               ^^^^ error: found `list`, a word of the language; expected a name [unexpected-token]
