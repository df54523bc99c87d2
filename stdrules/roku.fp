// Roku: players and televisions. Adverts and logs are the same provider's
// traffic and no IoT.
module roku;

import lists.home;
import lists.homekit;

list device_hosts : host = [
    "rokutime.com",
    "configsvc.cs.roku.com",
    "keysvc.cs.roku.com",
    "api.sr.roku.com",
    "api2.sr.roku.com",
    "navigation.sr.roku.com",
    "ls.cti.roku.com",
    "samples.voice.cti.roku.com",
    "rpns.cs.roku.com",
    "sb.roku.com",
    "cloudservices.roku.com",
];

list app_hosts : host = ["prod.mobile.roku.com"];

list domains : host = ["roku.com", "rokutime.com"];

provider roku "Roku" {
    scope = server.name under domains or dns.qname under domains;

    platform roku "Roku" {
        category = media;
        reference = "home-assistant/core, generated/zeroconf.py, HOMEKIT; Roku External Control Protocol, https://developer.roku.com; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts; rapid7/recog, http_servers.xml; martonperei/emulated_roku, what an emulator answers; public block lists, names that players ask for (sb.roku.com, sr.roku.com, cloudservices.roku.com)";

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
            // A device's serial number behind the service's name; emulators have a name of
            // their user's there, or an identifier of another form.
            positive announcement : easy =
                flow.transport == "udp"
                    and (payload.client
                            matches /uuid:roku:ecp:([0-9][0-9A-Z]{9,12}|[A-Z][0-9][0-9A-Z]{8,11}|[A-Z]{2}[0-9][0-9A-Z]{7,10}|[A-Z]{3}[0-9][0-9A-Z]{6,9})(\r|:|$)/
                        or payload.server
                            matches /uuid:roku:ecp:([0-9][0-9A-Z]{9,12}|[A-Z][0-9][0-9A-Z]{8,11}|[A-Z]{2}[0-9][0-9A-Z]{7,10}|[A-Z]{3}[0-9][0-9A-Z]{6,9})(\r|:|$)/)
                or ssdp.usn
                    matches /^uuid:roku:ecp:([0-9][0-9A-Z]{9,12}|[A-Z][0-9][0-9A-Z]{8,11}|[A-Z]{2}[0-9][0-9A-Z]{7,10}|[A-Z]{3}[0-9][0-9A-Z]{6,9})(:|$)/;
            // A player says what it is.
            positive info : hard =
                http.response.body contains "<vendor-name>Roku</vendor-name>"
                and http.response.body contains "<device-info>";
            // Control from outside, on the players' own port.
            positive control : easy =
                server.port == 8060
                and http.request.path
                    matches /^\/(query\/(device-info|apps|active-app|media-player)|key(press|up|down)\/|launch\/)/;
            // A player's web server names itself; emulators are other servers, or tell it.
            negative emulator : medium =
                http.response.header["Server"] is present
                    and not http.response.header["Server"] starts_with "Roku"
                or http.response.body contains ["Emulated Roku", "4E7552064275"];
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            // A television as an accessory of HomeKit, by its model: four digits, or three
            // behind a letter, and X.
            positive accessory : easy = homekit.is_model(
                [
                    "\x08md=3810X",
                    "\x08md=3820X",
                    "\x08md=4660X",
                    "\x08md=7820X",
                    "\x08md=C105X",
                    "\x08md=C135X",
                ],
            );
            sufficient positive priority 180 : banner or realm or announcement or accessory;
            sufficient negative priority 150 : elsewhere or emulator;
            sufficient positive : info or control;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "an accessory of another maker, whose model is longer" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d433133355832";
            expect other;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc02700108001000000780009086d643d4331333558";
            expect roku.local by accessory;
        }

        test "a player by a name of another place" {
            dns.qname = "austin.sb.roku.com";
            expect roku.dns by question;
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

        test "pictures that web pages show, too" {
            server.name = "images.sr.roku.com";
            expect provider roku;
        }

        test "a menu" {
            dns.qname = "navigation.sr.roku.com";
            expect roku.dns by question;
        }

        test "an emulator's announcement" {
            ssdp.usn = ["uuid:roku:ecp:Home Assistant"];
            expect other;
        }

        test "an emulator whose user shouts" {
            ssdp.usn = ["uuid:roku:ecp:LIVINGROOMTV"];
            expect other;
        }

        test "an emulator's answer to a remote control" {
            flow.transport = "udp";
            client.port = 1900;
            payload.client = "HTTP/1.1 200 OK\r\nST: roku:ecp\r\nUSN: uuid:roku:ecp:vytxeTZskVKR7C7WgdSP3d\r\n";
            expect other;
        }

        test "an emulator says what it plays" {
            response = """
                HTTP/1.1 200 OK
                Server: Python/3.11 aiohttp/3.8.4
                Content-Type: text/xml

                <device-info><serial-number>1</serial-number><vendor-name>Roku</vendor-name></device-info>
                """;
            expect other;
        }

        test "an emulator that names itself" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <device-info><vendor-name>Roku</vendor-name><user-device-name>Emulated Roku den</user-device-name></device-info>
                """;
            expect other;
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
