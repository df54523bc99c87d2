provider q { scope = server.name under "q.example";
platform p { fingerprint f { positive a = tls.sni is present; positive b = http.response.status == 200; }
    test "raw" { request = """
            POST /a?b=c HTTP/1.1
            Host: q.example

            {"d": [1, 2.5, null]}
            """; response = "HTTP/1.1 200 OK\r\n\r\n"; expect p.f by b; }
    test "fields" { tls.sni = "a.example"; tls.alpn = ["h2", "http/1.1"]; client.ip = 10.0.0.1; client.mac = 00:00:00:00:00:01; server.port = 443; payload.client = [x"00", "b"]; mqtt.topic is absent; expect p by a; }
    test "none" { server.port = 1; expect other; }
    test "ring" { server.name = "x.q.example"; expect provider q; }
    test "two" { tls.sni = "a"; expect ambiguous p, r.f; }
    test "behind" { tls.sni = "a"; expect p behind r, r.f; }
}
platform r { fingerprint f { positive a = tls.sni is present; } } }
prefer p over r;
