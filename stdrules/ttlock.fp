// TTLock: locks of many makers on the cloud of Sciener.
module ttlock;

list mobile_hosts : host = [
    "api.ttlock.com",
    "euapi.ttlock.com",
    "cnapi.ttlock.com",
    "api.sciener.com",
    "euapi.sciener.com",
];

list domains : host = ["ttlock.com", "sciener.com"];

provider sciener "Sciener" {
    scope = server.name under domains or dns.qname under domains;

    platform ttlock "TTLock" {
        category = lock;
        reference = "TTLock open platform documents, https://euopen.ttlock.com";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.ttlock.com";
            expect ttlock.mobile by api;
        }

        test "a question" {
            dns.qname = "cnapi.ttlock.com";
            expect ttlock.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.ttlock.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.ttlock.com";
            expect provider sciener;
        }

        test "the interface by the company's name" {
            server.name = "api.sciener.com";
            expect ttlock.mobile by api;
        }

        test "the documents" {
            server.name = "euopen.sciener.com";
            expect provider sciener;
        }
    }
}
