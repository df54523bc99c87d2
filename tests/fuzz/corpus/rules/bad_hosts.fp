platform p { fingerprint f { positive a = tls.sni in ["", ".", "..", "a..b", "http://a/", "*.a", "a.", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a:80", "é"]; } }
