// A byte string is written in hexadecimal.

platform lamp {
    fingerprint device {
        positive a = payload.client starts_with x"55 cg";
        //                                            ^ error: `g` is no hexadecimal digit; a byte is two of 0-9, a-f, or `?` for any [hex-digit]
        positive b = payload.client starts_with x"0x55";
        //                                         ^ error: `x` is no hexadecimal digit; a byte is two of 0-9, a-f, or `?` for any [hex-digit]
        positive c = payload.client starts_with x"55 ä";
        //                                           ^ error: `ä` is no hexadecimal digit; a byte is two of 0-9, a-f, or `?` for any [hex-digit]
    }
}
