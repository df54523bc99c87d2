platform p { fingerprint f { positive a = ((server.port == 1) and [1, 2] or {; } }
