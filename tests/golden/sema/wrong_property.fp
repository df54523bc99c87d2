// A category is a word, a reference a text.

platform lamp {
    category = "light";
    reference = manual;
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
}
platform hub {
    reference = 42;
    //          ^^ error: `reference` takes a text or a name [wrong-property]
    fingerprint device { positive hello = payload.client starts_with x"b11d"; }
}
