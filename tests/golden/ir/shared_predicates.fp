// Equal tests are one predicate, however they are written: `==` and `in` with one
// value, the order of a list, the case of what ignores case, a list by its name
// and in place.

list ports : int = [443, 8443];

platform lamp {
    fingerprint device {
        positive a = server.port in [8443, 443];
        positive b = server.port in ports;
        positive c = tls.sni == "A.example" or tls.sni in ["a.example"];
        positive d = http.request.header["Server"] == "x" or http.request.header["SERVER"] == "x";
        positive e = not server.port in [443, 8443, 443];
    }
}
platform hub {
    fingerprint device {
        positive f = tls.sni == "a.EXAMPLE" and server.port in ports;
    }
}
