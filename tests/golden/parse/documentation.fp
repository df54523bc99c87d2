// The comment right before a feature documents it: a run of `//` lines or one
// block; nothing in between, and not the comment at the end of the line before.

platform lamp {
    // First line.
    //   Second line, its indentation is not kept.
    positive a = server.port == 1;  // about `a`, not `b`
    positive b = server.port == 2;

    // Apart.

    positive c = server.port == 3;
    /* One block,
       as written. */
    positive d = server.port == 4;
    /* Not this one. */
    // This one.
    positive e = server.port == 5;

    fingerprint device {
        //Without a space.
        positive f = server.port == 6;
    }
}
