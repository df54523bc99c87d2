// and, or, not and the quantifiers as nodes: one operand alone leaves no node,
// `any of` is `or`, `all of` is `and`.

platform lamp {
    fingerprint device {
        positive a = server.port == 1 and (server.port == 2 or not server.port == 3);
        positive b = any of (server.port == 1, server.port == 2);
        positive c = all of (server.port == 1, server.port == 2);
        positive d = 2 of (server.port == 1, server.port == 2, server.port == 3);
        positive e = any of (server.port == 1);
        negative f = not not server.port == 4;
        sufficient positive : all positive or 2 of (a, b, c);
        sufficient negative : all negative;
    }
}
