platform p { fingerprint f { positive a = server.port == 1 or server.port == 2 and not not server.port == 3 and (server.port == 4 or server.port == 5); } }
