// An address has no more bits than it has.

platform lamp {
    fingerprint device {
        positive a = server.ip in 10.0.0.0/33;
        //                                 ^^ error: a prefix of 33 bits; this address has 32 [prefix-too-long]
        positive b = client.mac in a4:cf:12:00:00:00/64;
        //                                           ^^ error: a prefix of 64 bits; this address has 48 [prefix-too-long]
        positive c = server.ip in 2001:db8::/129;
        //                                   ^^^ error: a prefix of 129 bits; this address has 128 [prefix-too-long]
        positive d = server.ip in 10.0.0.0/99999999999;
        //                                 ^^^^^^^^^^^ error: a prefix of 99999999999 bits; this address has 32 [prefix-too-long]
    }
}
