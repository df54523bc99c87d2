// IKEA: the DIRIGERA hub. TRADFRI gateways speak CoAP over DTLS and show nothing
// of themselves.
module ikea;

list device_hosts : host = ["fw.ota.homesmart.ikea.com", "fw.ota.homesmart.ikea.net"];

list domains : host = ["ikea.com", "ikea.net"];

provider ikea "IKEA" {
    scope = server.name under domains or dns.qname under domains;

    platform ikea "IKEA TRADFRI" {
        category = lighting;
        reference = "dirigera clients";

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint local {
            // A hub hands out tokens for its own audience.
            positive token : easy =
                http.request.form["audience"] == "homesmart.local"
                or http.request.query["audience"] == "homesmart.local";
            sufficient positive : token;
        }

        fingerprint dns {
            positive question : easy = dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a device" {
            server.name = "fw.ota.homesmart.ikea.com";
            expect ikea.device by cloud;
        }

        test "a question" {
            dns.qname = "fw.ota.homesmart.ikea.net";
            expect ikea.dns by question;
        }

        test "a token" {
            request = """
                GET /v1/oauth/authorize?audience=homesmart.local&response_type=code HTTP/1.1
                Host: 192.168.0.25:8443

                """;
            expect ikea.local by token;
        }

        test "the shop" {
            server.name = "www.ikea.com";
            expect provider ikea;
        }

        test "a name that only begins alike" {
            server.name = "fw.ota.homesmart.ikea.com.example.net";
            expect other;
        }
    }
}
