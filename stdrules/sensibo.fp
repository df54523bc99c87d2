// Sensibo: air conditioner controllers.
module sensibo;

list mobile_hosts : host = ["home.sensibo.com"];

list domains : host = ["sensibo.com"];

provider sensibo "Sensibo" {
    scope = server.name under domains or dns.qname under domains;

    platform sensibo "Sensibo" {
        category = climate;
        reference = "Sensibo API documents, https://sensibo.github.io; pysensibo";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "home.sensibo.com";
            expect sensibo.mobile by api;
        }

        test "a question" {
            dns.qname = "home.sensibo.com";
            expect sensibo.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "home.sensibo.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.sensibo.com";
            expect provider sensibo;
        }
    }
}
