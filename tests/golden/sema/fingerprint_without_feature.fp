// No condition of the fingerprint can vote that a session belongs.

platform lamp {
    fingerprint device {
    //          ^^^^^^ error: fingerprint `lamp.device` has no positive feature and no condition, so it can never be found [fingerprint-without-feature]
        negative shop = http.request.path starts_with "/shop";
    }
    fingerprint mobile {
    //          ^^^^^^ error: fingerprint `lamp.mobile` has no positive feature and no condition, so it can never be found [fingerprint-without-feature]
        positive path = http.request.path starts_with "/api";
        sufficient negative : path;
    }
    fingerprint local {}
    //          ^^^^^ error: fingerprint `lamp.local` has no positive feature and no condition, so it can never be found [fingerprint-without-feature]
}
