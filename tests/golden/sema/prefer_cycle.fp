// Each of a circle would stand behind the others, and none in front. A circle is
// reported once, where it closes.

platform a { fingerprint device { positive p = server.port == 1; } }
platform b { fingerprint device { positive p = server.port == 2; } }
platform c { fingerprint device { positive p = server.port == 3; } }
prefer a over b;
prefer b over c;
prefer c over a;
//<16 error: this closes a circle of preferences: a over b over c over a [prefer-cycle]
prefer c over c;
//<16 error: this closes a circle of preferences: c over c [prefer-cycle]
