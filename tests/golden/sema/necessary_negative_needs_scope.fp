// "Nothing speaks against it" is true of nearly all traffic, so there must be a
// scope that says whose it is.

platform lamp {
    fingerprint device {
        negative browser = http.request.header["User-Agent"] contains "Mozilla";
        necessary negative : browser;
//      ^^^^^^^^^^^^^^^^^^ error: `necessary negative` would claim every unrelated session; it needs a provider with a `scope` around it [necessary-negative-needs-scope]
    }
}
provider acme {
    platform hub {
        fingerprint device {
            negative browser = http.request.header["User-Agent"] contains "Mozilla";
            necessary negative : browser;
//          ^^^^^^^^^^^^^^^^^^ error: `necessary negative` would claim every unrelated session; it needs a provider with a `scope` around it [necessary-negative-needs-scope]
        }
    }
}
