// What looks like a number and is none, and a number where `any` or `all` is meant.

platform lamp {
    fingerprint device {
        positive a = server.port == 12ab;
        //                          ^^^^ error: found `12ab`; expected a number [unexpected-token]
        positive b = server.port == 0x;
        //                          ^^ error: found `0x`; expected a number [unexpected-token]
        positive c = server.port == 0b101;
        //                          ^^^^^ error: found `0b101`; expected a number [unexpected-token]
        sufficient positive : 2 positive;
        //                    ^ error: found a number; expected `any` or `all` before a polarity [unexpected-token]
    }
}
