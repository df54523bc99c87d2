// Magic Home: lamps of Zengge. The discovery of their radio module is any Hi-
// Flying module's, so only the cloud's names count, and the lamps' own frames.
module magic_home;

import lists.certificate;
import lists.pages;

list app_hosts : host = ["wifij01us.magichue.net"];
list device_hosts : host = ["wifi.magichue.net"];

list domains : host = ["magichue.net"];

provider magic_home "Magic Home" {
    scope = server.name under domains or dns.qname under domains;

    platform magic_home "Magic Home" {
        category = lighting;
        reference = "Zengge cloud of MagicHue, WebMagicHome/api; flux_led; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts; public clients of wifij01us.magichue.net";

        negative page : easy = pages.is_page() or server.name in domains or dns.qname in domains;
        sufficient negative : page;

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            sufficient positive : api;
        }

        fingerprint cloud {
            // Names by region and by product, of which there are many.
            positive host : easy =
                server.name under domains
                and not server.name under device_hosts
                and not server.name in app_hosts;
            positive certificate : medium = certificate.is_for(["magichue.net"]);
            sufficient positive : host or certificate;
        }

        fingerprint local {
            positive port : easy = server.port == 5577 and flow.transport == "tcp";
            // A question for the state, with its sum; older lamps know another.
            positive frame : medium =
                payload.client at 0 == x"81 8a 8b 96" or payload.client at 0 == x"ef 01 77";
            sufficient positive : port and frame;
        }

        fingerprint dns {
            positive question : easy = dns.qname under domains;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.magichue.net"];
            expect magic_home.cloud by certificate;
        }

        test "a broker of lamps in a mesh" {
            server.name = "oa.meshbroker.magichue.net";
            expect magic_home.cloud by host;
        }

        test "the bare name is a page" {
            dns.qname = "magichue.net";
            expect provider magic_home;
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

        test "a lamp at home" {
            flow.transport = "tcp";
            server.port = 5577;
            payload.client = x"81 8a 8b 96";
            expect magic_home.local by port, frame;
        }

        test "the same on another port" {
            flow.transport = "tcp";
            server.port = 5578;
            payload.client = x"81 8a 8b 96";
            expect other;
        }

        test "the port with other bytes" {
            flow.transport = "tcp";
            server.port = 5577;
            payload.client = "hello";
            expect other;
        }
    }
}
