// Rachio: sprinklers. Apps and other programs ask one interface.
module rachio;

list mobile_hosts : host = ["api.rach.io", "cloud-rest.rach.io"];

list domains : host = ["rach.io", "rachio.com"];

provider rachio "Rachio" {
    scope = server.name under domains or dns.qname under domains;

    platform rachio "Rachio" {
        category = climate;
        reference = "Rachio public API documents, https://rachio.readme.io; openHAB binding rachio";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.rach.io";
            expect rachio.mobile by api;
        }

        test "a question" {
            dns.qname = "api.rach.io";
            expect rachio.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.rach.io.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.rachio.com";
            expect provider rachio;
        }

        test "timers for hoses" {
            server.name = "cloud-rest.rach.io";
            expect rachio.mobile by api;
        }
    }
}
