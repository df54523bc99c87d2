// The order of declarations changes nothing: this file and the one beside it say
// the same in another order and have one dump.

module home;

list hosts : host = ["a.example", "b.example"];

provider acme {
    scope = server.name under "acme.example";
    platform lamp {
        positive shared = server.port == 443;
        fingerprint device {
            positive sni = tls.sni in hosts;
            positive hello = payload.client starts_with x"b11c";
            sufficient positive : sni or hello;
            necessary positive : shared;
        }
        fingerprint mobile { positive path = http.request.path == "/lamp"; }
    }
}
platform hub {
    fingerprint device { positive sni = tls.sni in hosts; }
}
prefer lamp over hub;
