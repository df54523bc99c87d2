// How many values a field has is compared with ranges of integers, whatever the
// type of the values; `!=` is two ranges.

platform lamp {
    fingerprint device {
        positive several   = count(tls.alpn) >= 2;
        positive few       = count(tls.alpn) < 2;
        positive not_one   = count(dns.answer) != 1;
        positive none      = count(http.request.header["X-Id"]) == 0;
        positive either    = count(http.response.json["/lamps/*"]) in [0, 3];
        positive in_range  = count(mqtt.topic) in 2..4;
    }
}
