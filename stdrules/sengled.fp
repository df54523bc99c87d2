// Sengled: lamps. All of the cloud lives below one name.
module sengled;

import lists.certificate;

list hosts : host = ["cloud.sengled.com"];

list domains : host = ["sengled.com"];

provider sengled "Sengled" {
    scope = server.name under domains or dns.qname under domains;

    platform sengled "Sengled" {
        category = lighting;
        reference = "Sengled Element clients: us-elements.cloud.sengled.com/zigbee; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["sengled.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.sengled.com"];
            expect sengled.cloud by certificate;
        }

        test "the cloud" {
            server.name = "life2.cloud.sengled.com";
            expect sengled.cloud by host;
        }

        test "a question" {
            dns.qname = "us.cloud.sengled.com";
            expect sengled.dns by question;
        }

        test "the maker's site" {
            server.name = "us.sengled.com";
            expect provider sengled;
        }

        test "a name that only begins alike" {
            server.name = "cloud.sengled.com.example.net";
            expect other;
        }
    }
}
