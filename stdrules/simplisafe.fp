// SimpliSafe: alarms. Only the interface's names count; the shop has the same
// domain.
module simplisafe;

list app_hosts : host = ["api.simplisafe.com", "auth.simplisafe.com", "prd.aser.simplisafe.com"];

list domains : host = ["simplisafe.com"];

provider simplisafe "SimpliSafe" {
    scope = server.name under domains or dns.qname under domains;

    platform simplisafe "SimpliSafe" {
        category = alarm;
        reference = "simplisafe-python; homebridge-simplisafe3, an npm package";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.simplisafe.com";
            expect simplisafe.mobile by api;
        }

        test "a question" {
            dns.qname = "socketlink.prd.aser.simplisafe.com";
            expect simplisafe.dns by question;
        }

        test "the maker's shop" {
            server.name = "www.simplisafe.com";
            expect provider simplisafe;
        }

        test "a name that only begins alike" {
            server.name = "api.simplisafe.com.example.net";
            expect other;
        }

        test "a camera's picture" {
            server.name = "app-hub.prd.aser.simplisafe.com";
            expect simplisafe.mobile by api;
        }

        test "a question for it" {
            dns.qname = "app-hub.prd.aser.simplisafe.com";
            expect simplisafe.dns by question;
        }
    }
}
