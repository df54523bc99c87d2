// A property is a word or a text, no other value.

platform lamp {
    reference = 42;
    //          ^^ error: `reference` takes a text or a name [wrong-property]
    category = x"55";
    //         ^^^^^ error: `category` takes a text or a name [wrong-property]
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
}
