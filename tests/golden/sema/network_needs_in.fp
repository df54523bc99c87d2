// A network is many addresses, so `==` would promise too much.

platform networks {
    fingerprint device {
        positive home = client.ip == 10.0.0.0/8;
        //              ^^^^^^^^^ label: this is an IP address [list-needs-in]
        //                           ^^^^^^^^^^ error: `==` compares with one value; write `in` for several [list-needs-in]
        positive away = client.ip != 10.0.0.0/8;
        //              ^^^^^^^^^ label: this is an IP address [list-needs-in]
        //                           ^^^^^^^^^^ error: `!=` compares with one value; write `not (FIELD in ..)` for several [list-needs-in]
        positive host = client.ip == 10.0.0.1;
        positive maker = client.mac in a4:cf:12:00:00:00/24;
    }
}
