// The labels of sessions: a platform alone, with its back end behind it, several,
// a provider's other traffic, nobody's. Also the table for people.

provider acme "ACME Corporation" {
    scope = server.name under "acme.example";

    platform lamp "ACME Lamp" {
        category = lighting;
        fingerprint mobile {
            positive api : easy = http.request.host == "lamp.acme.example";
            positive banner : medium = http.response.header["Server"] == "Lamp";
        }
        fingerprint device {
            positive sni : easy = tls.sni == "d.lamp.acme.example";
        }
    }
}
platform cloud "A rented cloud" {
    fingerprint device { positive sni = tls.sni under "acme.example"; }
    fingerprint mobile { positive via = http.response.header["Via"] is present; }
}
platform hub {
    fingerprint mobile { positive path = http.request.path starts_with "/hub/"; }
}
prefer lamp over cloud;
