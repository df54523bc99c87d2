// Insteon: a hub.
module insteon;

import lists.certificate;

list hosts : host = ["connect.insteon.com"];

list domains : host = ["insteon.com"];

provider insteon "Insteon" {
    scope = server.name under domains or dns.qname under domains;

    platform insteon "Insteon" {
        category = hub;
        reference = "Insteon developer API, connect.insteon.com/api/v2; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts; openHAB binding insteon; pyinsteon, the hub of 2014";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["insteon.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint local {
            // The hub's buffer, and commands on the hub's own port.
            positive port : easy = server.port == 25105 and flow.transport == "tcp";
            positive path : easy = http.request.path matches /^\/(buffstatus\.xml|[0-3])$/;
            sufficient positive : port and path;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.insteon.com"];
            expect insteon.cloud by certificate;
        }

        test "the cloud" {
            server.name = "connect.insteon.com";
            expect insteon.cloud by host;
        }

        test "a question" {
            dns.qname = "connect.insteon.com";
            expect insteon.dns by question;
        }

        test "the maker's site" {
            server.name = "www.insteon.com";
            expect provider insteon;
        }

        test "a name that only begins alike" {
            server.name = "connect.insteon.com.example.net";
            expect other;
        }

        test "a hub at home" {
            flow.transport = "tcp";
            server.port = 25105;
            request = """
                GET /buffstatus.xml HTTP/1.1
                Host: 192.168.1.2:25105

                """;
            expect insteon.local by port, path;
        }

        test "the same on another port" {
            flow.transport = "tcp";
            server.port = 80;
            request = """
                GET /buffstatus.xml HTTP/1.1
                Host: 192.168.1.2

                """;
            expect other;
        }
    }
}
