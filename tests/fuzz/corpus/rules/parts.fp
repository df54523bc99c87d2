platform p { fingerprint f { positive a = http.request.path starts_with "/a" or http.request.path ends_with ["b", "c"] or tls.sni contains nocase "d"; } }
