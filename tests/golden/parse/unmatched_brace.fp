// One `}` too many.

platform lamp {
    fingerprint device {
        positive a = server.port == 1;
    }
}
}
//<1 error: found `}`; expected `list`, `provider`, `platform` or `prefer` [unexpected-token]

platform hub {
    fingerprint device { positive a = server.port == 1; }
}
