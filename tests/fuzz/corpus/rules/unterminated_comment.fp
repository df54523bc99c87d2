platform p { fingerprint f { positive a = server.port == 1; } }
/* * / **