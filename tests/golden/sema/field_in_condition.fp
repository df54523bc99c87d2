// Conditions combine features, so that every verdict has evidence with a name.

platform lamp {
    fingerprint device {
        positive hello = payload.client starts_with x"b11c";
        sufficient positive : hello and server.port == 4711;
        //                              ^^^^^^^^^^^^^^^^^^^ error: a condition speaks of features only; give this test a name: `positive NAME = ...;` [field-in-condition]
        necessary positive : tls.sni;
        //                   ^^^^^^^ error: a condition speaks of features only; give this test a name: `positive NAME = ...;` [field-in-condition]
    }
}
