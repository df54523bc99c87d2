// Blynk: an app and a cloud for boards; anyone may run the server, so the path
// counts too.
module blynk;

import lists.certificate;
import lists.pages;

list hosts : host = ["blynk-cloud.com", "blynk.cloud"];

list domains : host = ["blynk-cloud.com", "blynk.cloud", "blynk.io"];

provider blynk "Blynk" {
    scope = server.name under domains or dns.qname under domains;

    platform blynk "Blynk" {
        category = cloud;
        reference = "blynkkk/blynk-server; docs.blynk.io, HTTPS API";

        negative page : easy = pages.is_page();
        sufficient negative : page;

        fingerprint mobile {
            // A board's token, then a pin.
            positive pin : easy =
                http.request.path matches /^\/[0-9a-zA-Z_-]{32}\/(get|update)\/[vVdDaA][0-9]+/;
            // A path alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : pin;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["blynk-cloud.com", "blynk.cloud"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.blynk-cloud.com"];
            expect blynk.cloud by certificate;
        }

        test "the cloud" {
            server.name = "blynk-cloud.com";
            expect blynk.cloud by host;
        }

        test "a question" {
            dns.qname = "blynk-cloud.com";
            expect blynk.dns by question;
        }

        test "a pin of a server of one's own" {
            request = """
                GET /0123456789abcdef0123456789abcdef/get/V1 HTTP/1.1
                Host: 192.0.2.7:8080

                """;
            expect blynk.mobile by pin;
        }

        test "a key and its value at another's" {
            request = """
                GET /0123456789abcdef0123456789abcdef/get/D1 HTTP/1.1
                Host: api.example.com

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "blynk.io";
            expect provider blynk;
        }

        test "a name that only begins alike" {
            server.name = "blynk-cloud.com.example.net";
            expect other;
        }

        test "the newer cloud" {
            server.name = "fra1.blynk.cloud";
            expect blynk.cloud by host;
        }

        test "a board asks for it" {
            dns.qname = "blynk.cloud";
            expect blynk.dns by question;
        }

        test "how the cloud fares, for people" {
            server.name = "status.blynk.cloud";
            expect provider blynk;
        }
    }
}
