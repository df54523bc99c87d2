// Hanwha: SmartCam cameras, sold under the name of Samsung. The site and a server that
// helps through NAT have the same domain; anyone uses the latter.
module hanwha;

list device_hosts : host = ["xmpp.samsungsmartcam.com"];

list domains : host = ["samsungsmartcam.com"];

provider hanwha "Hanwha" {
    scope = server.name under domains or dns.qname under domains;

    platform samsung_smartcam "Samsung SmartCam" {
        category = camera;
        reference = "Public write-ups of SmartCam and its messages; UNSW IoT traces";

        fingerprint device {
            positive cloud : easy = server.name in device_hosts;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy = dns.qname in device_hosts;
            sufficient positive : question;
        }

        test "a camera" {
            server.name = "xmpp.samsungsmartcam.com";
            expect samsung_smartcam.device by cloud;
        }

        test "a camera asks" {
            dns.qname = "xmpp.samsungsmartcam.com";
            expect samsung_smartcam.dns by question;
        }

        test "help through NAT, for anyone" {
            server.name = "stun.samsungsmartcam.com";
            expect provider hanwha;
        }

        test "the site" {
            server.name = "www.samsungsmartcam.com";
            expect provider hanwha;
        }
    }
}
