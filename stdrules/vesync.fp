// VeSync: Etekcity's plugs and Levoit's air cleaners.
module vesync;

list app_hosts : host = [
    "smartapi.vesync.com",
    "smartapi.vesync.eu",
    "smartapi.vesyncapi.com",
    "smartapi.vesyncapi.eu",
];

list device_hosts : host = ["vdmpmqtt.vesync.com"];

list domains : host = ["vesync.com", "vesync.eu", "vesyncapi.com", "vesyncapi.eu"];

provider vesync "VeSync" {
    scope = server.name under domains or dns.qname under domains;

    platform vesync "VeSync" {
        category = plug;
        reference = "pyvesync; ESPHome and broker projects for Levoit: vdmpmqtt.vesync.com";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            sufficient positive : api;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "smartapi.vesync.com";
            expect vesync.mobile by api;
        }

        test "a device" {
            server.name = "vdmpmqtt.vesync.com";
            expect vesync.device by cloud;
        }

        test "a question" {
            dns.qname = "smartapi.vesync.com";
            expect vesync.dns by question;
        }

        test "the maker's site" {
            server.name = "www.vesync.com";
            expect provider vesync;
        }

        test "a name that only begins alike" {
            server.name = "smartapi.vesync.com.example.net";
            expect other;
        }
    }
}
