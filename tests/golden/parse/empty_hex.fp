// A byte string without bytes.

platform lamp {
    fingerprint device {
        positive a = payload.client starts_with x"";
        //                                      ^^^ error: the byte string is empty [empty-hex]
        positive b = payload.client starts_with x" ";
        //                                      ^^^^ error: the byte string is empty [empty-hex]
    }
}
