// SkyBell: video doorbells.
module skybell;

list mobile_hosts : host = ["cloud.myskybell.com", "api.skybell.network", "dlc.skybell.network"];

list domains : host = ["skybell.com", "myskybell.com", "skybell.network"];

provider skybell "SkyBell" {
    scope = server.name under domains or dns.qname under domains;

    platform skybell "SkyBell" {
        category = camera;
        reference = "aioskybell; skybellpy; api.skybell.network/docs";

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

        test "the newer interface" {
            server.name = "api.skybell.network";
            expect skybell.mobile by api;
        }

        test "a question for it" {
            dns.qname = "api.skybell.network";
            expect skybell.dns by question;
        }
    }
}
