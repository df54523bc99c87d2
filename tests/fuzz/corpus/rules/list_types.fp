list t : text = ["a", r"b\c", """
  d
   e
  """, nocase "F"];
list k : token = ["GET", "post"];
list b : bytes = [x"00 ff", x"5? ??", "text",];
list h : host = ["a.example", ".b.example"];
list i : ip = [10.0.0.0/8, 2001:db8::/32, 1.2.3.4, ::];
list m : mac = [a4:cf:12:00:00:00/24, 00:00:00:00:00:01];
list n : int = [1, 0x7d2, 1_000];
platform p { fingerprint f { positive a = http.request.path in t or http.request.method in k or payload.client starts_with b or tls.sni under h or server.ip in i or client.mac in m or server.port in n; } }
