// Deep nesting is refused before the parser could run out of stack.

platform lamp {
    fingerprint device {
        positive a =
            (((((((((((((
            (((((((((((((
            (((((((((((((
            (((((((((((((
            (((((((((((((
            //          ^ error: nested more than 64 levels deep; name the inner parts as features [nesting-too-deep]
            server.port == 1
            )))))))))))))
            )))))))))))))
            )))))))))))))
            )))))))))))))
            )))))))))))));
        positive b = not not not not not not not not not not
            not not not not not not not not not not
            not not not not not not not not not not
            not not not not not not not not not not
            not not not not not not not not not not
            not not not not not not not not not not
            not not not not not not not not not not server.port == 1;
    }
}
