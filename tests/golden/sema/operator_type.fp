// An operator that means nothing on values of the field's type.

platform lamp {
    fingerprint device {
        positive a = server.port starts_with 80;
        //           ^^^^^^^^^^^ label: this is an integer [operator-type]
        //                       ^^^^^^^^^^^ error: `starts_with` does not apply to `server.port`, which is an integer; use `==` or `in` [operator-type]
        positive b = http.request.path under "/api";
        //           ^^^^^^^^^^^^^^^^^ label: this is a text [operator-type]
        //                             ^^^^^ error: `under` does not apply to `http.request.path`, which is a text; only host names have labels; use `ends_with` [operator-type]
        positive c = tls.sni < "b";
        //           ^^^^^^^ label: this is a host [operator-type]
        //                   ^ error: `<` does not apply to `tls.sni`, which is a host; only numbers have an order; use `==` or `in` [operator-type]
        positive d = server.ip contains 10.0.0.0/8;
        //           ^^^^^^^^^ label: this is an IP address [operator-type]
        //                     ^^^^^^^^ error: `contains` does not apply to `server.ip`, which is an IP address; write `in` and a network, as 10.0.0.0/8 [operator-type]
        positive e = server.port under [80];
        //           ^^^^^^^^^^^ label: this is an integer [operator-type]
        //                       ^^^^^ error: `under` does not apply to `server.port`, which is an integer; use `in` [operator-type]
        positive f = tls.sni at 4 == "a";
        //           ^^^^^^^ label: this is a host [operator-type]
        //                   ^^ error: `at` does not apply to `tls.sni`, which is a host; only bytes and texts have offsets; use `==` [operator-type]
        positive g = client.mac matches /^a4/;
        //           ^^^^^^^^^^ label: this is a MAC address [operator-type]
        //                      ^^^^^^^ error: `matches` does not apply to `client.mac`, which is a MAC address; write `in` and its first bits, as a4:cf:12:00:00:00/24 [operator-type]
    }
}
