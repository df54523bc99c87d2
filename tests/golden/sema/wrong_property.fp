// A category is a word, a reference a text.

platform lamp {
    category = "light";
    //         ^^^^^^^ error: `category` takes a name without quotes, such as `hub` [wrong-property]
    reference = manual;
    //          ^^^^^^ error: `reference` takes a text in quotes [wrong-property]
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
}
platform hub {
    category = "hub";
    //         ^^^^^ error: `category` takes a name without quotes, such as `hub` [wrong-property]
    fingerprint device { positive hello = payload.client starts_with x"b11d"; }
}
