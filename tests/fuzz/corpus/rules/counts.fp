list n : int = [1, 2];
platform p { fingerprint f { positive a = count(tls.alpn) == 2 or count(http.request.header["a*"]) != 0 or count(dns.answer) in 2..5 or count(mqtt.topic) in n or count(payload.client) > 1 or count(server.port) == 1 or count(tls.alpn) is present or count(count(tls.alpn)) == 1; } }
