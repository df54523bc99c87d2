// Every byte has two digits.

platform lamp {
    fingerprint device {
        positive a = payload.client starts_with x"55 c";
        //                                           ^ error: the last byte has one digit; a byte has two [half-a-byte]
        positive b = payload.client starts_with x"5";
        //                                        ^ error: the last byte has one digit; a byte has two [half-a-byte]
    }
}
