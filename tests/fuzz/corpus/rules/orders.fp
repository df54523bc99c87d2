platform p { fingerprint f { positive a = server.port < 5 or server.port <= 6 or server.port > 7 or server.port >= 8 or server.port != 9; } }
