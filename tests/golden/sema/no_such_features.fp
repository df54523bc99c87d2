// `any negative` where there is no negative feature is always false.

platform lamp {
    fingerprint device {
        positive a = server.port == 1;
        sufficient positive : a;
        sufficient negative : any negative;
        //                    ^^^^^^^^^^^^ error: `any negative`: there is no negative feature here [no-such-features]
    }
}
