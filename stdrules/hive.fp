// Hive: heating and lamps of British Gas.
module hive;

list app_hosts : host = ["beekeeper.hivehome.com", "beekeeper-uk.hivehome.com", "sso.hivehome.com"];

list domains : host = ["hivehome.com"];

provider hive "Hive" {
    scope = server.name under domains or dns.qname under domains;

    platform hive "Hive" {
        category = hub;
        reference = "Pyhass/Pyhiveapi; home-assistant/core, components/hive";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "beekeeper.hivehome.com";
            expect hive.mobile by api;
        }

        test "a question for the region" {
            dns.qname = "beekeeper-uk.hivehome.com";
            expect hive.dns by question;
        }

        test "the site" {
            server.name = "www.hivehome.com";
            expect provider hive;
        }
    }
}
