// Sense: energy monitors. Readings come over a WebSocket of their own.
module sense;

list mobile_hosts : host = ["api.sense.com", "clientrt.sense.com"];

list domains : host = ["sense.com"];

provider sense "Sense" {
    scope = server.name under domains or dns.qname under domains;

    platform sense "Sense" {
        category = energy;
        reference = "sense_energy, https://github.com/scottbonline/sense; unofficial-sense";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.sense.com";
            expect sense.mobile by api;
        }

        test "a question" {
            dns.qname = "clientrt.sense.com";
            expect sense.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.sense.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.sense.com";
            expect provider sense;
        }
    }
}
