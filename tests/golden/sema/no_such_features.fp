// `any negative` where there is no negative feature is always false.

platform lamp {
    fingerprint device {
    //          ^^^^^^ error: fingerprint `lamp.device` has no positive feature and no condition, so it can never be found [fingerprint-without-feature]
        positive a = server.port == 1;
        sufficient negative : any negative;
        //                    ^^^^^^^^^^^^ error: `any negative`: there is no negative feature here [no-such-features]
    }
}
