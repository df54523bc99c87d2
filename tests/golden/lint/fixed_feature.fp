// What the type or the unit of a field allows decides some tests before any
// session is seen.

platform lamp {
    reference = "a capture of the lamp";
    fingerprint device {
        positive a = server.port < 0;
        positive b = server.port <= 65535;
        positive c = server.port in 70000..80000;
        positive d = server.port in [1883, 70000];
        positive e = server.port != 70000;
        positive f = count(tls.alpn) >= 0;
        positive g = count(tls.alpn) == -1;
        positive h = count(tls.alpn) != -1;
        positive i = http.response.status == 2000;
        positive j = http.response.status in 0..999;
        positive k = client.mac in 00:00:00:00:00:00/0;
        positive l = client.ip in [0.0.0.0/0, ::/0];
        positive m = client.ip in 0.0.0.0/0;
        positive n = server.name contains "https://";
        positive o = server.name contains ["/lamp", "lamp."];
        positive p = not (server.port > 65535);
        positive q = tls.version >= 0x0303;
        positive r = http.response.json["/port"] < 0;
        sufficient positive : all of (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
    }
    test "nothing" { // iotpf: allow(untested-condition)
        server.port = 443;
        expect other;
    }
}
