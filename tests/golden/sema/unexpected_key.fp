// The field has no parts that a key could choose.

platform lamp {
    fingerprint device {
        positive path = http.request.path["v1"] is present;
        //                                ^^^^ error: `http.request.path` takes no key [unexpected-key]
    }
}
