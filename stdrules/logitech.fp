// Logitech: the Harmony hub, known on the home network and by the names of its
// cloud; the pages for people stand below the same domain.
module logitech;

import lists.certificate;

list hosts : host = ["svcs.myharmony.com", "dhg.myharmony.com"];
list domains : host = ["myharmony.com", "logitech.com"];

provider logitech "Logitech" {
    scope = server.name under domains or dns.qname under domains;

    platform harmony "Logitech Harmony" {
        category = hub;
        reference = "home-assistant/core, generated/ssdp.py: the UPnP type of the hub; swissmanu/harmonyhubjs-client; ehendrix23/aioharmony: the hub's web socket";

        fingerprint local {
            positive announcement : easy =
                (payload.client contains "::urn:myharmony-com:device:harmony:1"
                    or payload.server contains "::urn:myharmony-com:device:harmony:1")
                    and flow.transport == "udp"
                or ssdp.usn contains "::urn:myharmony-com:device:harmony:1";
            // The hub's web socket asks for the cloud's name.
            positive socket : easy =
                http.request.query["domain"] == "svcs.myharmony.com"
                and http.request.query["hubId"] is present;
            positive origin : easy = http.request.header["Origin"] in [
                "http://sl.dhg.myharmony.com",
                "http://localhost.nebula.myharmony.com",
            ];
            sufficient positive : any positive;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["myharmony.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.myharmony.com"];
            expect harmony.cloud by certificate;
        }

        test "an announcement" {
            flow.transport = "udp";
            server.port = 1900;
            payload.client = "NOTIFY * HTTP/1.1\r\nUSN: uuid:1::urn:myharmony-com:device:harmony:1\r\n";
            expect harmony.local by announcement;
        }

        test "the maker's site" {
            server.name = "www.logitech.com";
            expect provider logitech;
        }

        test "the cloud" {
            server.name = "svcs.myharmony.com";
            expect harmony.cloud by host;
        }

        test "the app asks where to report" {
            dns.qname = "logging.dhg.myharmony.com";
            expect harmony.dns by question;
        }

        test "help for people" {
            server.name = "support.myharmony.com";
            expect provider logitech;
        }

        test "the hub's web socket" {
            request = """
                GET /?domain=svcs.myharmony.com&hubId=123456 HTTP/1.1
                Host: 192.168.1.7:8088

                """;
            expect harmony.local by socket;
        }

        test "the hub tells of itself" {
            request = """
                POST / HTTP/1.1
                Host: 192.168.1.7:8088
                Origin: http://sl.dhg.myharmony.com

                """;
            expect harmony.local by origin;
        }

        test "a domain asked of somebody else" {
            request = """
                GET /?domain=svcs.myharmony.com HTTP/1.1
                Host: whois.example.net

                """;
            expect other;
        }
    }
}
