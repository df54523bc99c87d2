// No condition of the fingerprint can vote that a session belongs.

platform lamp {
    fingerprint device {
    //          ^^^^^^ error: fingerprint `lamp.device` can never be found; give it a positive feature [fingerprint-without-feature]
        negative shop = http.request.path starts_with "/shop";
    }
    fingerprint mobile {
    //          ^^^^^^ error: fingerprint `lamp.mobile` can never be found; give it a `sufficient positive` condition [fingerprint-without-feature]
        positive path = http.request.path starts_with "/api";
        sufficient negative : path;
    }
    fingerprint local {}
    //          ^^^^^ error: fingerprint `lamp.local` can never be found; give it a positive feature [fingerprint-without-feature]
}
