// Sonos: speakers, on the home network and by the names that players and the app
// alone ask for; the shop and the radio have others.
module sonos;

import lists.certificate;
import lists.home;

// What players and the app ask for; no shop, no radio.
list hosts : host = [
    "ws.sonos.com",
    "sslauth.sonos.com",
    "update-firmware.sonos.com",
    "update.sonos.com",
    // The clock: the pool gives each maker names of his own.
    "sonostime.pool.ntp.org",
];
list domains : host = ["sonos.com", "sonos.radio"];

provider sonos "Sonos" {
    scope = server.name under domains or dns.qname under domains;

    platform sonos "Sonos" {
        category = media;
        reference = "sonos, an npm package; ntop/nDPI, sonos.c; rapid7/recog, http_servers.xml; docs.sonos.com, Control API (api.ws.sonos.com); firmware's own updates (update-firmware.sonos.com); lists of names by which devices are told apart (sonostime.pool.ntp.org)";

        fingerprint local {
            positive banner : easy =
                http.response.header["Server"] starts_with nocase "Linux UPnP/1.0 Sonos/";
            // An announcement or an answer; a search carries no USN.
            positive announcement : easy =
                (payload.client contains "::urn:schemas-upnp-org:device:ZonePlayer:1"
                    or payload.server contains "::urn:schemas-upnp-org:device:ZonePlayer:1"
                    or payload.client contains "X-RINCON-HOUSEHOLD:"
                    or payload.server contains "X-RINCON-HOUSEHOLD:")
                    and flow.transport == "udp"
                or ssdp.usn contains "::urn:schemas-upnp-org:device:ZonePlayer:1";
            positive description : easy =
                server.port == 1400
                and http.request.path starts_with [
                    "/xml/device_description.xml",
                    "/ZoneGroupTopology/",
                    "/DeviceProperties/",
                    "/MediaRenderer/",
                    "/GroupManagement/",
                    "/SystemProperties/",
                    "/status/zp",
                ];
            positive certificate : medium =
                payload.server at 0 == x"16 03"
                    and payload.server contains [
                        "Sonos Device Authentication Root CA",
                        "Sonos Devices",
                    ]
                or tls.cert.issuer contains "CN=Sonos Device Authentication Root CA";
            // A player answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x06_sonos[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x06_sonos[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // A player's description.
            positive player : hard =
                http.response.body contains "urn:schemas-upnp-org:device:ZonePlayer:1"
                and http.response.body contains "Sonos";
            // Another maker's renderer on that port names itself.
            negative renderer : medium =
                http.response.header["Server"] is present
                and not http.response.header["Server"] contains "Sonos";
            // A path or a body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : banner or announcement or certificate or service;
            sufficient negative priority 150 : elsewhere or renderer;
            sufficient positive : player or description;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["ws.sonos.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "another maker's part of the pool" {
            dns.qname = "2.openwrt.pool.ntp.org";
            expect other;
        }

        test "a player asks for the time" {
            dns.qname = "2.sonostime.pool.ntp.org";
            expect sonos.dns by question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["ws.sonos.com"];
            expect sonos.cloud by certificate;
        }

        test "_sonos._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000065f736f6e6f73045f746370056c6f63616c00000c00010000007800040161c00c";
            expect sonos.local by service;
        }

        test "a question for _sonos._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000065f736f6e6f73045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "a player's web server" {
            response = """
                HTTP/1.1 200 OK
                Server: Linux UPnP/1.0 Sonos/70.3-35220 (ZPS9)

                """;
            expect sonos.local by banner;
        }

        test "an announcement" {
            flow.transport = "udp";
            server.port = 1900;
            payload.client = "NOTIFY * HTTP/1.1\r\nUSN: uuid:RINCON_1::urn:schemas-upnp-org:device:ZonePlayer:1\r\n";
            expect sonos.local by announcement;
        }

        test "a search for players" {
            flow.transport = "udp";
            server.port = 1900;
            payload.client = "M-SEARCH * HTTP/1.1\r\nST: urn:schemas-upnp-org:device:ZonePlayer:1\r\n";
            payload.server is absent;
            expect other;
        }

        test "the shop" {
            server.name = "www.sonos.com";
            expect provider sonos;
        }

        test "a player at the cloud" {
            server.name = "conn-i-09007be6d9db10869-us-east-1.lechmere.prod.ws.sonos.com";
            expect sonos.cloud by host;
        }

        test "a player asks for its firmware" {
            dns.qname = "update-firmware.sonos.com";
            expect sonos.dns by question;
        }

        test "the radio" {
            server.name = "api.sonos.radio";
            expect provider sonos;
        }

        test "a player says what it is" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <root><device><deviceType>urn:schemas-upnp-org:device:ZonePlayer:1</deviceType><manufacturer>Sonos, Inc.</manufacturer></device></root>
                """;
            expect sonos.local by player;
        }

        test "a renderer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <root><deviceType>urn:schemas-upnp-org:device:MediaRenderer:1</deviceType></root>
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

                <root><device><deviceType>urn:schemas-upnp-org:device:ZonePlayer:1</deviceType><manufacturer>Sonos, Inc.</manufacturer></device></root>
                """;
            expect other;
        }

        test "a player is told" {
            server.port = 1400;
            request = """
                POST /MediaRenderer/AVTransport/Control HTTP/1.1
                Host: 192.168.1.4:1400

                """;
            expect sonos.local by description;
        }

        test "a media server on that port" {
            server.port = 1400;
            request = """
                POST /MediaRenderer/AVTransport/Control HTTP/1.1
                Host: 192.168.1.4:1400

                """;
            response = """
                HTTP/1.1 200 OK
                Server: Linux/5.10 UPnP/1.0 Macast/0.7

                """;
            expect other;
        }

        test "the path at another company" {
            server.port = 1400;
            request = """
                GET /xml/device_description.xml HTTP/1.1
                Host: media.example.net:1400

                """;
            expect other;
        }

        test "another renderer" {
            server.port = 49152;
            request = """
                POST /MediaRenderer/AVTransport/Control HTTP/1.1
                Host: 192.168.1.4:49152

                """;
            expect other;
        }
    }
}
