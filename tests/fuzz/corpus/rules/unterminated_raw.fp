platform p { fingerprint f { positive a = tls.sni == r"a\"; x"; } }
