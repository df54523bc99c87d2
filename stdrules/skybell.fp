// SkyBell: video doorbells.
module skybell;

list mobile_hosts : host = ["cloud.myskybell.com"];

list domains : host = ["skybell.com", "myskybell.com"];

provider skybell "SkyBell" {
    scope = server.name under domains or dns.qname under domains;

    platform skybell "SkyBell" {
        category = camera;
        reference = "aioskybell; skybellpy";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "cloud.myskybell.com";
            expect skybell.mobile by api;
        }

        test "a question" {
            dns.qname = "cloud.myskybell.com";
            expect skybell.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "cloud.myskybell.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.skybell.com";
            expect provider skybell;
        }
    }
}
