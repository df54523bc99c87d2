// Properties are few, and a misspelled one would be lost in silence.

provider acme {
    category = hub;
//  ^^^^^^^^ error: a provider has no property `category` [unknown-property]
    platform lamp {
        referense = "https://acme.example";
//      ^^^^^^^^^ error: a platform has no property `referense`; did you mean `reference`? [unknown-property]
        fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    }
}
