// `not` binds strongest, then `and`, then `or`; parentheses leave no trace.

platform lamp {
    fingerprint device {
        positive a = server.port == 1 or server.port == 2 and server.port == 3;
        positive b = (server.port == 1 or server.port == 2) and server.port == 3;
        positive c = not server.port == 1 and server.port == 2;
        positive d = not (server.port == 1 and server.port == 2);
        positive e = not not server.port == 1;
        positive f = server.port == 1 and not server.port == 2 or server.port == 3;
        positive g = any of (server.port == 1 or server.port == 2, not server.port == 3,);
        sufficient positive : a or b and not c or 2 of (d, e, f) and any positive;
        necessary positive : all positive;
        necessary negative : any negative or all negative;
    }
}
