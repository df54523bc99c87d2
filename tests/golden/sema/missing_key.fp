// A header has a name, a JSON value a pointer; the field alone is all of them.

platform lamp {
    fingerprint device {
        positive banner = http.response.header == "lamp";
        //                ^^^^^^^^^^^^^^^^^^^^ error: `http.response.header` needs a key: `http.response.header["name"]` [missing-key]
        positive did    = http.response.json is present;
        //                ^^^^^^^^^^^^^^^^^^ error: `http.response.json` needs a key: `http.response.json["/member"]` [missing-key]
    }
}
