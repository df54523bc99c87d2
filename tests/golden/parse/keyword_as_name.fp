// A word of the language cannot be a name; the message says so.

list test : int = [443];
//   ^^^^ error: found `test`, a word of the language; expected a name [unexpected-token]

platform other {
//       ^^^^^ error: found `other`, a word of the language; expected a name [unexpected-token]
    positive scope = server.port == 1;
    //       ^^^^^ error: found `scope`, a word of the language; expected a name [unexpected-token]
    fingerprint by {
    //          ^^ error: found `by`, a word of the language; expected a name [unexpected-token]
        positive a = server.port == 2;
    }
}
platform lamp {
    category = other;
    //         ^^^^^ error: found `other`, a word of the language; expected a value [unexpected-token]
    fingerprint device { positive any = server.port == 3; }
    //                            ^^^ error: found `any`, a word of the language; expected a name [unexpected-token]
}
prefer lamp over list;
//               ^^^^ error: found `list`, a word of the language; expected a name [unexpected-token]
