// What the type or the unit of a field allows decides some tests before any
// session is seen.

platform lamp {
//       ^^^^ warning: no test expects the platform `lamp`; add a test that ends with `expect lamp;` [untested-platform]
    reference = "a capture of the lamp";
    fingerprint device {
        positive a = server.port < 0;
        //                       ^^^ warning: this test never holds: a port is from 0 to 65535 [fixed-feature]
        positive b = server.port <= 65535;
        //                       ^^^^^^^^ warning: this test holds wherever the field is: a port is from 0 to 65535; write `is present` [fixed-feature]
        positive c = server.port in 70000..80000;
        //                       ^^^^^^^^^^^^^^^ warning: this test never holds: a port is from 0 to 65535 [fixed-feature]
        positive d = server.port in [1883, 70000];
        positive e = server.port != 70000;
        //                       ^^^^^^^^ warning: this test holds wherever the field is: a port is from 0 to 65535; write `is present` [fixed-feature]
        positive f = count(tls.alpn) >= 0;
        //                           ^^^^ warning: this test always holds: a count is not negative [fixed-feature]
        positive g = count(tls.alpn) < 0;
        //                           ^^^ warning: this test never holds: a count is not negative [fixed-feature]
        positive h = count(tls.alpn) > 0;
        positive i = http.response.status == 2000;
        //                                ^^^^^^^ warning: this test never holds: a status code has three digits [fixed-feature]
        positive j = http.response.status in 0..999;
        //                                ^^^^^^^^^ warning: this test holds wherever the field is: a status code has three digits; write `is present` [fixed-feature]
        positive k = client.mac in 00:00:00:00:00:00/0;
        //                      ^^^^^^^^^^^^^^^^^^^^^^ warning: this test holds wherever the field is: a network of 0 bits is every address; write `is present` [fixed-feature]
        positive l = client.ip in [0.0.0.0/0, ::/0];
        //                     ^^^^^^^^^^^^^^^^^^^^ warning: this test holds wherever the field is: networks of 0 bits are every address; write `is present` [fixed-feature]
        positive m = client.ip in 0.0.0.0/0;
        positive n = server.name contains "https://";
        //                       ^^^^^^^^^^^^^^^^^^^ warning: this test never holds: no host name has a `/` or a space [fixed-feature]
        positive o = server.name contains ["/lamp", "lamp."];
        positive p = not (server.port > 65535);
        //                            ^^^^^^^ warning: this test never holds: a port is from 0 to 65535 [fixed-feature]
        positive q = tls.version >= 0x0303;
        positive r = http.response.json["/port"] < 0;
        sufficient positive : all of (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
    }
    test "nothing" { // iotpf: allow(untested-condition)
    //                               ^^^^^^^^^^^^^^^^^^ warning: nothing here is reported as `untested-condition`; remove it from the comment [stale-allow]
        server.port = 443;
        expect other;
    }
}
