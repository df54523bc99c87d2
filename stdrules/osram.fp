// OSRAM: Lightify, on Arrayent's cloud, which other makers rent as well: only the
// servers of this account count.
module osram;

list domains : host = ["osram.com"];

provider osram "OSRAM" {
    scope = server.name under domains or dns.qname under domains;

    platform lightify "OSRAM Lightify" {
        category = lighting;
        reference = "andypitcher/IoT_Sentinel, captures_IoT-Sentinel/Lightify; Arrayent Connect Agent, names of load balancers";

        fingerprint cloud {
            positive host : easy =
                server.name matches /^srmp[0-9]+lb[0-9]+\.ch\.pub\.arrayent\.com$/;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname matches /^srmp[0-9]+lb[0-9]+\.ch\.pub\.arrayent\.com$/;
            sufficient positive : question;
        }

        test "another maker on the same cloud" {
            server.name = "emea-salprod02-api.arrayent.com";
            expect other;
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
            server.name = "srmp01lb02.ch.pub.arrayent.com.example.net";
            expect other;
        }
    }
}
