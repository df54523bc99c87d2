// Features of a platform are handed to its fingerprints; it has none.

platform lamp {
//       ^^^^ error: platform `lamp` has no fingerprint, so it can never be found [platform-without-fingerprint]
    positive hello = payload.client starts_with x"b11c";
}
