// How many values a field has: none where it is absent, unknown where it was not
// seen, and known of a list that goes on only where no value to come matters.

platform lamp {
    fingerprint tls {
        positive several = count(tls.alpn) >= 2;
        positive none    = count(tls.alpn) == 0;
        sufficient positive : several or none;
    }
    fingerprint request {
        positive cookies = count(http.request.header["Cookie"]) in 1..2;
        positive ids     = count(http.request.header["x-id-*"]) != 1;
        sufficient positive : cookies and ids;
    }
    fingerprint response {
        positive three   = count(http.response.json["/lamps/*"]) == 3;
        negative many    = count(http.response.json["/lamps/*"]) > 3;
        sufficient negative : many;
        sufficient positive : three;
    }
}
