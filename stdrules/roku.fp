// Roku: players and televisions. Adverts and logs are the same provider's
// traffic and no IoT.
module roku;

import lists.home;

list device_hosts : host = [
    "rokutime.com",
    "configsvc.cs.roku.com",
    "keysvc.cs.roku.com",
    "api.sr.roku.com",
    "ls.cti.roku.com",
    "samples.voice.cti.roku.com",
    "rpns.cs.roku.com",
    "amarillo.sb.roku.com",
];

list app_hosts : host = ["prod.mobile.roku.com"];

list domains : host = ["roku.com", "rokutime.com"];

provider roku "Roku" {
    scope = server.name under domains or dns.qname under domains;

    platform roku "Roku" {
        category = media;
        reference = "Roku External Control Protocol, https://developer.roku.com; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts; rapid7/recog, http_servers.xml";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            sufficient positive : api;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint local {
            positive banner : easy =
                http.response.header["Server"] matches /^Roku(\/\S+)? UPnP\/\S+ (Roku|MiniUPnPd)\//;
            positive realm : easy =
                http.response.header["WWW-Authenticate"] contains "realm=\"rokudev\"";
            // A device's serial number behind the service's name.
            positive announcement : easy =
                (payload.client contains "uuid:roku:ecp:"
                    or payload.server contains "uuid:roku:ecp:")
                    and flow.transport == "udp"
                or ssdp.usn starts_with "uuid:roku:ecp:";
            // A player says what it is.
            positive info : hard =
                http.response.body contains "<vendor-name>Roku</vendor-name>"
                and http.response.body contains "<device-info>";
            // Control from outside, on the players' own port.
            positive control : easy =
                server.port == 8060
                and http.request.path
                    matches /^\/(query\/(device-info|apps|active-app|media-player)|key(press|up|down)\/|launch\/)/;
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : banner or realm or announcement;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : info or control;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "prod.mobile.roku.com";
            expect roku.mobile by api;
        }

        test "a device" {
            server.name = "configsvc.cs.roku.com";
            expect roku.device by cloud;
        }

        test "a question" {
            dns.qname = "api.rokutime.com";
            expect roku.dns by question;
        }

        test "a player's web server" {
            response = """
                HTTP/1.1 200 OK
                Server: Roku/9.2.0 UPnP/1.0 Roku/9.2.0

                """;
            expect roku.local by banner;
        }

        test "an announcement" {
            flow.transport = "udp";
            server.port = 1900;
            payload.client = "NOTIFY * HTTP/1.1\r\nUSN: uuid:roku:ecp:P0A070000007\r\n";
            expect roku.local by announcement;
        }

        test "adverts are no IoT" {
            server.name = "p.ads.roku.com";
            expect provider roku;
        }

        test "a name that only begins alike" {
            server.name = "prod.mobile.roku.com.example.net";
            expect other;
        }

        test "a player" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <device-info><udn>1</udn><vendor-name>Roku</vendor-name></device-info>
                """;
            expect roku.local by info;
        }

        test "a vendor in a list" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <list><vendor-name>Roku</vendor-name></list>
                """;
            expect other;
        }

        test "the same body at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <device-info><udn>1</udn><vendor-name>Roku</vendor-name></device-info>
                """;
            expect other;
        }

        test "a key" {
            server.port = 8060;
            request = """
                POST /keypress/Home HTTP/1.1
                Host: 192.168.1.5:8060

                """;
            expect roku.local by control;
        }

        test "the same path on another port" {
            server.port = 80;
            request = """
                POST /keypress/Home HTTP/1.1
                Host: 192.168.1.5

                """;
            expect other;
        }
    }
}
