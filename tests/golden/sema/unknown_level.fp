// Behind a feature's colon stands the paper's level.

platform lamp {
    fingerprint device {
        positive hello : simple = payload.client starts_with x"b11c";
        //               ^^^^^^ error: `simple` is no level; use easy, medium or hard [unknown-level]
    }
}
