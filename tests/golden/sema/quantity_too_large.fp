// More are asked for than there are, or none.

platform lamp {
    fingerprint device {
        positive a = 3 of (server.port == 1, server.port == 2);
        //           ^ error: 3 of 2 has no meaning; the number is from 1 to 2 [quantity-too-large]
        positive b = 0 of (server.port == 3);
        //           ^ error: 0 of 1 has no meaning; the number is from 1 to 1 [quantity-too-large]
        sufficient positive : 3 of (a, b);
        //                    ^ error: 3 of 2 has no meaning; the number is from 1 to 2 [quantity-too-large]
    }
}
