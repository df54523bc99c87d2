// Why each session has its verdict: the trees of conditions, what was seen for
// each test, and what would change the verdict.

list hosts : host = ["a.lamp.example", "b.lamp.example", "c.lamp.example", "d.lamp.example",
                     "a-rather-long-name-of-a-host.lamp.example", ".under.lamp.example"];

provider acme "ACME Corporation" {
    scope = server.name under "lamp.example";

    platform lamp "ACME Lamp" {
        category = lighting;

        // Inherited by all fingerprints.
        negative shop : easy = server.name == "shop.lamp.example";
        sufficient negative : shop;

        fingerprint mobile {
            positive banner = http.response.header["Server"] == "Lamp";
            positive api    = server.name in hosts and not http.request.path contains "/ads/";
            positive body   = http.response.body contains "lamp-id";
            positive marks  = 2 of (http.request.header["X-A"] is present,
                                    http.request.header["X-B"] is present,
                                    http.request.header["X-C"] is absent);
            sufficient positive : banner or all of (api, body) or 2 of (api, body, marks);
        }
        fingerprint device {
            positive sni  = tls.sni under "d.lamp.example";
            positive alpn = count(tls.alpn) >= 2;
            sufficient positive : sni and alpn;
        }
        fingerprint local {
            positive lan  = server.ip in [10.0.0.0/8, 192.168.0.0/16];
            positive port = server.port in 8000..8080;
            positive magic = payload.client at 0 == x"21 3? ff" or payload.client matches /^lamp\x01/i;
            necessary positive : lan;
            sufficient positive : port and magic;
        }
    }
    platform rest "What else ACME serves" {
        fingerprint web {
            negative browser = http.request.header["User-Agent"] starts_with "Mozilla/";
            necessary negative : browser;
        }
    }
}
platform cloud "A rented cloud" {
    fingerprint device {
        positive sni = tls.sni under "lamp.example";
        positive via = http.response.header["Via"] is present;
        sufficient positive : any positive;
    }
}
platform hub {
    fingerprint mobile { positive path = http.request.path starts_with "/hub/"; }
}
prefer lamp over cloud;
prefer lamp over rest;
