// Wink: a hub and its cloud.
module wink;

list hosts : host = [
    "api-kubernetes-us-east-1.wink.com",
    "concierge-production.wink.com",
    "taxonomer.wink.com",
    "api.wink.com",
];

list domains : host = ["wink.com"];

provider wink "Wink" {
    scope = server.name under domains or dns.qname under domains;

    platform wink "Wink" {
        category = hub;
        reference = "Wink API, https://api.wink.com; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "api-kubernetes-us-east-1.wink.com";
            expect wink.cloud by host;
        }

        test "a question" {
            dns.qname = "api.wink.com";
            expect wink.dns by question;
        }

        test "a payment is no IoT" {
            server.name = "cashier-production.wink.com";
            expect provider wink;
        }

        test "a name that only begins alike" {
            server.name = "api-kubernetes-us-east-1.wink.com.example.net";
            expect other;
        }
    }
}
