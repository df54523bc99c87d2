// A condition or `by` names a feature that is not known there: misspelled, or it
// stands in another fingerprint.

platform lamp {
    fingerprint device {
        positive hello = payload.client starts_with x"b11c";
        sufficient positive : helo;
        //                    ^^^^ error: there is no feature `helo` here; did you mean `hello`? [unknown-feature]
    }
    fingerprint mobile {
        positive path = http.request.path == "/lamp";
        sufficient positive : path and hello;
        //                             ^^^^^ error: there is no feature `hello` here [unknown-feature]
    }
    test "evidence" {
        payload.client = x"b11c";
        expect lamp.device by hallo;
        //                    ^^^^^ error: there is no feature `hallo` here; did you mean `hello`? [unknown-feature]
    }
}
