// `necessary negative` votes only where the provider's scope holds and a record
// that it reads is present: that is its guard.

provider acme {
    scope = server.name under "acme.example";

    platform lamp {
        fingerprint mobile {
            negative browser = http.request.header["User-Agent"] starts_with "Mozilla/";
            negative push = tls.alpn == "apns";
            necessary negative : browser or push;
        }
    }
}
