platform p { fingerprint f { positive a = tls.sni == "a\; } }
