// `any negative` where there is no negative feature is always false, and `all
// negative` always true. In a platform it is about each fingerprint that inherits
// it: `any` may find none there, `all` may not.

platform lamp {
    fingerprint device {
        positive a = server.port == 1;
        sufficient positive : a;
        sufficient negative : any negative;
        //                    ^^^^^^^^^^^^ error: `any negative`: there is no negative feature here [no-such-features]
    }
}
platform hub {
    sufficient negative : any negative;
    necessary positive : all positive;
    sufficient negative priority 150 : all negative;
    //                                 ^^^^^^^^^^^^ error: `all negative`: there is no negative feature here [no-such-features]

    fingerprint device { positive a = server.port == 1; sufficient positive : a; }
    fingerprint mobile {
        positive b = server.port == 2;
        negative c = server.port == 3;
        sufficient positive : b;
    }
}
