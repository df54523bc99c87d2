// Magic Home: lamps of Zengge. The discovery of their radio module is any Hi-
// Flying module's, so only the cloud's name counts.
module magic_home;

list app_hosts : host = ["wifij01us.magichue.net"];
list device_hosts : host = ["wifi.magichue.net"];

list domains : host = ["magichue.net"];

provider magic_home "Magic Home" {
    scope = server.name under domains or dns.qname under domains;

    platform magic_home "Magic Home" {
        category = lighting;
        reference = "Zengge cloud of MagicHue, WebMagicHome/api; flux_led; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts; public clients of wifij01us.magichue.net";

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a device" {
            server.name = "wifi.magichue.net";
            expect magic_home.device by cloud;
        }

        test "a question" {
            dns.qname = "wifi.magichue.net";
            expect magic_home.dns by question;
        }

        test "another name of the maker" {
            server.name = "www.magichue.net";
            expect provider magic_home;
        }

        test "a name that only begins alike" {
            server.name = "wifi.magichue.net.example.net";
            expect other;
        }

        test "the app" {
            server.name = "wifij01us.magichue.net";
            expect magic_home.mobile by api;
        }

        test "the app asks" {
            dns.qname = "wifij01us.magichue.net";
            expect magic_home.dns by question;
        }
    }
}
