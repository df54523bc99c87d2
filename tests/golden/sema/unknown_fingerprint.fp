// After the platform's dot stands one of its roles.

platform lamp {
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    test "misspelled" {
        payload.client = x"b11c";
        expect lamp.devise;
        //          ^^^^^^ error: platform `lamp` has no fingerprint `devise`; did you mean `device`? [unknown-fingerprint]
    }
}
