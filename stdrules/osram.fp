// OSRAM: Lightify, on Arrayent's cloud.
module osram;

list hosts : host = ["arrayent.com"];

list domains : host = ["arrayent.com", "osram.com"];

provider osram "OSRAM" {
    scope = server.name under domains or dns.qname under domains;

    platform lightify "OSRAM Lightify" {
        category = lighting;
        reference = "lab captures";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "srmp01lb02.ch.pub.arrayent.com";
            expect lightify.cloud by host;
        }

        test "a question" {
            dns.qname = "srmp01lb03.ch.pub.arrayent.com";
            expect lightify.dns by question;
        }

        test "the maker's site" {
            server.name = "www.osram.com";
            expect provider osram;
        }

        test "a name that only begins alike" {
            server.name = "arrayent.com.example.net";
            expect other;
        }
    }
}
