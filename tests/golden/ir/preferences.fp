// Preferences by platform, in the order of their ids, each once.

platform c { fingerprint device { positive p = server.port == 3; } }
platform a { fingerprint device { positive p = server.port == 1; } }
platform b { fingerprint device { positive p = server.port == 2; } }
prefer c over b;
prefer a over b;
prefer a over c;
prefer a over b;
