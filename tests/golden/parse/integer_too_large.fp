// Integers have 63 bits.

platform lamp {
    fingerprint device {
        positive a = http.response.json["/n"] == 9223372036854775808;
        //                                       ^^^^^^^^^^^^^^^^^^^ error: `9223372036854775808` does not fit in 63 bits [integer-too-large]
        positive b = http.response.json["/n"] == 0x8000000000000000;
        //                                       ^^^^^^^^^^^^^^^^^^ error: `0x8000000000000000` does not fit in 63 bits [integer-too-large]
        positive c = http.response.json["/n"] == 9223372036854775807;
        sufficient positive priority 99999999999999999999 : a;
        //                           ^^^^^^^^^^^^^^^^^^^^ error: `99999999999999999999` does not fit in 63 bits [integer-too-large]
    }
}
