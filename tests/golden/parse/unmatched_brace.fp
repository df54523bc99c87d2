// One `}` too many.

platform lamp {
    fingerprint device {
        positive a = server.port == 1;
    }
}
}
//<1 error: found `}`; expected `import`, `list`, `predicate`, `provider`, `platform` or `prefer` [unexpected-token]

platform hub {
    fingerprint device { positive a = server.port == 1; }
}
