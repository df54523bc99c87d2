// OSRAM: Lightify, on Arrayent's cloud, which other makers rent as well: only the
// servers of this account count.
module osram;

// The interface for other programs, one name a region.
list api_hosts : host = ["emea.lightify-api.com", "na.lightify-api.com"];

list domains : host = ["osram.com", "lightify-api.com"];

provider osram "OSRAM" {
    scope = server.name under domains or dns.qname under domains;

    platform lightify "OSRAM Lightify" {
        category = lighting;
        reference = "andypitcher/IoT_Sentinel, captures_IoT-Sentinel/Lightify; Arrayent Connect Agent, names of load balancers; public clients of the Lightify API";

        fingerprint mobile {
            positive api : easy = server.name in api_hosts;
            sufficient positive : api;
        }

        fingerprint cloud {
            positive host : easy =
                server.name matches /^srmp[0-9]+lb[0-9]+\.ch\.pub\.arrayent\.com$/;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname matches /^srmp[0-9]+lb[0-9]+\.ch\.pub\.arrayent\.com$/
                or dns.qname in api_hosts;
            sufficient positive : question;
        }

        test "the interface" {
            server.name = "emea.lightify-api.com";
            expect lightify.mobile by api;
        }

        test "a question for the interface" {
            dns.qname = "na.lightify-api.com";
            expect lightify.dns by question;
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
