// EVRYTHNG: a cloud for makers' products.
module evrythng;

import lists.certificate;

list hosts : host = ["mqtt.evrythng.com", "api.evrythng.com", "ws.evrythng.com"];

list domains : host = ["evrythng.com"];

provider evrythng "EVRYTHNG" {
    scope = server.name under domains or dns.qname under domains;

    platform evrythng "EVRYTHNG" {
        category = cloud;
        reference = "developers.evrythng.com, API and MQTT";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["evrythng.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.evrythng.com"];
            expect evrythng.cloud by certificate;
        }

        test "the cloud" {
            server.name = "mqtt.evrythng.com";
            expect evrythng.cloud by host;
        }

        test "a question" {
            dns.qname = "api.evrythng.com";
            expect evrythng.dns by question;
        }

        test "the maker's site" {
            server.name = "www.evrythng.com";
            expect provider evrythng;
        }

        test "a name that only begins alike" {
            server.name = "mqtt.evrythng.com.example.net";
            expect other;
        }

        test "a web socket" {
            server.name = "ws.evrythng.com";
            expect evrythng.cloud by host;
        }
    }
}
