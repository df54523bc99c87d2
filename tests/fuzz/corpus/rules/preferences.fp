platform p0 { fingerprint f { positive a = server.port == 0; } }
platform p1 { fingerprint f { positive a = server.port == 1; } }
platform p2 { fingerprint f { positive a = server.port == 2; } }
platform p3 { fingerprint f { positive a = server.port == 3; } }
platform p4 { fingerprint f { positive a = server.port == 4; } }
platform p5 { fingerprint f { positive a = server.port == 5; } }
prefer p0 over p1;
prefer p0 over p2;
prefer p0 over p3;
prefer p0 over p4;
prefer p0 over p5;
prefer p1 over p2;
prefer p1 over p3;
prefer p1 over p4;
prefer p1 over p5;
prefer p2 over p3;
prefer p2 over p4;
prefer p2 over p5;
prefer p3 over p4;
prefer p3 over p5;
prefer p4 over p5;
