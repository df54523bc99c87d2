// An address where a network is meant; the network is shown.

platform lamp {
    fingerprint device {
        positive a = server.ip in 10.0.0.7/8;
        //                        ^^^^^^^^^^ error: bits after the first 8 are set; write `10.0.0.0/8` [host-bits-set]
        positive b = server.ip in 2001:db8::1/32;
        //                        ^^^^^^^^^^^^^^ error: bits after the first 32 are set; write `2001:db8::/32` [host-bits-set]
        positive c = client.mac in a4:cf:12:99:00:00/24;
        //                         ^^^^^^^^^^^^^^^^^^^^ error: bits after the first 24 are set; write `a4:cf:12:00:00:00/24` [host-bits-set]
        positive d = server.ip in 10.0.0.7/0;
        //                        ^^^^^^^^^^ error: bits after the first 0 are set; write `0.0.0.0/0` [host-bits-set]
    }
}
