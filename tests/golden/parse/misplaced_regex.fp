// A regex where a value is meant, and one that ends at a slash of its own.

platform regexes {
    fingerprint mobile {
        positive equal = http.request.path == /x/;
        //                                    ^^^ error: found `/x/`; a regex stands behind `matches` [unexpected-token]
        positive slash = http.request.path matches /^/api/v1/;
        //                                               ^^^^ error: found `/v1/`; a slash inside a regex is written `\/` [unexpected-token]
    }
}
