// What stands in a platform is handed to each of its fingerprints: features come
// before the fingerprint's own, conditions are numbered through, and a
// fingerprint without conditions of its own still gets the defaults that the
// platform does not give.

provider acme "ACME" {
    scope = server.name under "acme.example";

    platform lamp "The lamp" {
        category = lighting;
        negative shop = http.request.path starts_with "/shop";
        positive brand : easy = http.response.header["Server"] == "ACME";
        sufficient negative : shop;

        fingerprint mobile {
            positive app : medium = http.request.header["X-App"] is present;
            sufficient positive : brand and app;
            sufficient positive priority 50 : app;
            sufficient negative priority 250 : not brand;
        }
        fingerprint device {
            positive hello : hard = payload.client starts_with x"b11c";
            negative rest = payload.client starts_with x"b11d";
        }
    }
}
