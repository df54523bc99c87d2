// What order_of_declarations.fp says, in another order.

module home;

prefer lamp over hub;

platform hub {
    fingerprint device { positive sni = tls.sni in hosts; }
}
provider acme {
    platform lamp {
        fingerprint mobile { positive path = http.request.path == "/lamp"; }
        fingerprint device {
            necessary positive : shared;
            sufficient positive : sni or hello;
            positive hello = payload.client starts_with x"b11c";
            positive sni = tls.sni in hosts;
        }
        positive shared = server.port == 443;
    }
    scope = server.name under "acme.example";
}

list hosts : host = ["b.example", "a.example"];
