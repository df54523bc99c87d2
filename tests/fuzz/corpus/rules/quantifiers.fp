platform p { fingerprint f { positive a = 2 of (server.port == 1, any of (server.port == 2), all of (server.port == 3, not server.port == 4),); } }
