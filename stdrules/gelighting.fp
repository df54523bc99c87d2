// GE Lighting: Cync, which was C by GE. Lamps first spoke to a name of Xlink's, one for
// each maker.
module gelighting;

list app_hosts : host = ["api.gelighting.com"];

list device_hosts : host = ["cm.gelighting.com", "cm-sec.gelighting.com", "cm-ge.xlink.cn"];

list domains : host = ["gelighting.com"];

provider gelighting "GE Lighting" {
    scope = server.name under domains or dns.qname under domains;

    platform cync "Cync" {
        category = lighting;
        reference = "nikshriv/cync_lights; baudneo/cync-lan, names of the cloud";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            sufficient positive : api;
        }

        fingerprint device {
            positive cloud : easy = server.name in device_hosts;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts or dns.qname in device_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.gelighting.com";
            expect cync.mobile by api;
        }

        test "a lamp" {
            server.name = "cm.gelighting.com";
            expect cync.device by cloud;
        }

        test "a lamp of older firmware" {
            dns.qname = "cm-ge.xlink.cn";
            expect cync.dns by question;
        }

        test "another maker at Xlink" {
            server.name = "cm.xlink.cn";
            expect other;
        }

        test "the site" {
            server.name = "www.gelighting.com";
            expect provider gelighting;
        }
    }
}
