// `any positive` is about the features of a fingerprint, so a feature cannot be
// made of it.

provider acme {
    scope = any positive;
    //      ^^^^^^^^^^^^ error: `any positive` speaks of the features of a fingerprint; it belongs in a condition [feature-quantifier-outside]

    platform lamp {
        fingerprint device {
            positive a = server.port == 1;
            positive b = all negative or server.port == 2;
            //           ^^^^^^^^^^^^ error: `all negative` speaks of the features of a fingerprint; it belongs in a condition [feature-quantifier-outside]
        }
    }
}
