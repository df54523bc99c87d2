// An address that is none.

platform lamp {
    fingerprint device {
        positive a = server.ip == 10.0.0.256;
        //                        ^^^^^^^^^^ error: `10.0.0.256` is no IPv4, IPv6 or MAC address [not-an-address]
        positive b = server.ip == 10.0.0.01;
        //                        ^^^^^^^^^ error: `10.0.0.01` is no IPv4, IPv6 or MAC address [not-an-address]
        positive c = server.ip == 2001:db8:::1;
        //                        ^^^^^^^^^^^^ error: `2001:db8:::1` is no IPv4, IPv6 or MAC address [not-an-address]
        positive d = client.mac == a4:cf:12:00:00;
        //                         ^^^^^^^^^^^^^^ error: `a4:cf:12:00:00` is no IPv4, IPv6 or MAC address [not-an-address]
        positive e = client.mac == a4:cf:12:00:00:0;
        //                         ^^^^^^^^^^^^^^^^ error: `a4:cf:12:00:00:0` is no IPv4, IPv6 or MAC address [not-an-address]
    }
}
