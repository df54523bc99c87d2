// Every text begins with the empty text, so the test would ask only whether there
// is one. Equality with an empty text is sound.

list parts : text = ["a", ""];

platform lamp {
    fingerprint device {
        positive a = http.request.path starts_with "";
        //           ^^^^^^^^^^^^^^^^^ label: this is a text [empty-text]
        //                                         ^^ error: `starts_with` with an empty text is always true; write `is present` [empty-text]
        positive b = http.request.path contains ["/a", ""];
        //           ^^^^^^^^^^^^^^^^^ label: this is a text [empty-text]
        //                                             ^^ error: `contains` with an empty text is always true; write `is present` [empty-text]
        positive f = http.request.path contains parts;
        //           ^^^^^^^^^^^^^^^^^ label: this is a text [empty-text]
        //                                      ^^^^^ error: `contains` with an empty text is always true; write `is present` [empty-text]
        positive c = http.request.header["X-Empty"] == "";
        positive d = payload.client at 3 == "";
        //           ^^^^^^^^^^^^^^ label: this is bytes [empty-text]
        //                                  ^^ error: `at` with an empty text is always true; write `is present` [empty-text]
    }
}
