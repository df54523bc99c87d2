// EVRYTHNG: a cloud for makers' products.
module evrythng;

list hosts : host = ["mqtt.evrythng.com", "api.evrythng.com", "ws.evrythng.com"];

list domains : host = ["evrythng.com"];

provider evrythng "EVRYTHNG" {
    scope = server.name under domains or dns.qname under domains;

    platform evrythng "EVRYTHNG" {
        category = cloud;
        reference = "developers.evrythng.com, API and MQTT";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
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
