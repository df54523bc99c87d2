// Insteon: a hub.
module insteon;

list hosts : host = ["connect.insteon.com"];

list domains : host = ["insteon.com"];

provider insteon "Insteon" {
    scope = server.name under domains or dns.qname under domains;

    platform insteon "Insteon" {
        category = hub;
        reference = "Insteon developer API, connect.insteon.com/api/v2; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "connect.insteon.com";
            expect insteon.cloud by host;
        }

        test "a question" {
            dns.qname = "connect.insteon.com";
            expect insteon.dns by question;
        }

        test "the maker's site" {
            server.name = "www.insteon.com";
            expect provider insteon;
        }

        test "a name that only begins alike" {
            server.name = "connect.insteon.com.example.net";
            expect other;
        }
    }
}
