// What lies further in is never kept.

platform lamp {
    fingerprint device {
        positive far = payload.client at 65536 == x"55";
        //                               ^^^^^ error: `at` looks at most 65535 bytes in [offset-too-large]
    }
}
