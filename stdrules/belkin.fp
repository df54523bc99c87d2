// Belkin: Wemo plugs and switches. STUN on port 3478 is anyone's; the relay of
// the maker has words of its own.
module belkin;

import lists.homekit;
import lists.home;

list hosts : host = ["xbcs.net", "lswf.net", "xwemo.com"];

// Pages for people.
list sites : host = [
    "lswf.net",
    "www.lswf.net",
    "www.xbcs.net",
    "www.xwemo.com",
    "xbcs.net",
    "xwemo.com",
];

list domains : host = ["xbcs.net", "lswf.net", "xwemo.com", "belkin.com", "wemo.com"];

provider belkin "Belkin" {
    scope = server.name under domains or dns.qname under domains;

    platform wemo "Belkin Wemo" {
        category = plug;
        reference = "IoT Sentinel captures; iancmcc/ouimeaux; pywemo/pywemo; the app and the firmware of plugs, names of servers (xwemo.com); home-assistant/core, generated/ssdp.py; home-assistant/core, generated/zeroconf.py, HOMEKIT; n8henrie/fauxmo, arendst/Tasmota, bwssytems/ha-bridge, what emulators answer";

        negative page : easy = server.name in sites or dns.qname in sites;
        sufficient negative : page;

        fingerprint device {
            positive relay : easy =
                payload.client starts_with "msggetTurnse" and flow.transport == "tcp";
            positive log : easy = http.request.path starts_with "/ToolService/log/uploadWdLogFile/";
            // A path alone says nothing behind the name of another company; an address is
            // none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            positive certificate : medium =
                payload.server at 0 == x"16 03" and payload.server contains "xbcs.net"
                or tls.cert.san under "xbcs.net";
            sufficient positive priority 180 : relay or certificate;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : log;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint local {
            // An accessory of HomeKit, by its model.
            // Boards for makers have a name that begins alike.
            positive accessory : easy =
                homekit.is_model(["md=Wemo"]) and not payload.client contains nocase "md=wemos";
            // Announcements and answers of UPnP; a search carries no USN. Emulators for
            // voice assistants answer for `device:**`, or with a number of another form.
            positive announcement : easy =
                flow.transport == "udp"
                    and (payload.client
                            matches /uuid:[A-Za-z]+-[0-9]_[0-9]-[0-9]{6}[A-Z][0-9A-Z]{7}::urn:Belkin:(device|service):[A-Za-z]/
                        or payload.server
                            matches /uuid:[A-Za-z]+-[0-9]_[0-9]-[0-9]{6}[A-Z][0-9A-Z]{7}::urn:Belkin:(device|service):[A-Za-z]/)
                or ssdp.usn
                    matches /^uuid:[A-Za-z]+-[0-9]_[0-9]-[0-9]{6}[A-Z][0-9A-Z]{7}::urn:Belkin:(device|service):[A-Za-z]/;
            // The web server of a plug does not name itself; the service does, on the
            // ports of plugs. Emulators listen on others.
            positive service : easy =
                http.request.header["SOAPACTION"] contains "urn:Belkin:service:";
            positive port : medium =
                server.port in 49151..49155 or http.request.header["Host"] matches /:4915[1-5]$/;
            // A plug says what it is, and its firmware.
            positive description : hard =
                http.response.body contains "urn:Belkin:device:"
                and http.response.body matches /<firmwareVersion>(WeMo|WEMO)_[A-Z]+_[0-9]/;
            // Emulators that say what they are, or whose firmware is another's.
            negative emulator : medium =
                http.response.body
                    matches /emulated|fauxmo|tasmota|<serialNumber>(221517K0101769|201612K)/i;
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : announcement or accessory;
            sufficient negative priority 150 : elsewhere or emulator;
            sufficient positive : (service and port) or description;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a plug finds out that it is online" {
            dns.qname = "heartbeat.xwemo.com";
            expect wemo.dns by question;
        }

        test "the site of the cloud" {
            dns.qname = "www.xwemo.com";
            expect provider belkin;
        }

        test "a plug's questions beside those for other sites" {
            dns.qname = ["nat.xbcs.net", "www.example.com"];
            expect wemo.dns by question;
        }

        test "the bare name is a page" {
            server.name = "xbcs.net";
            expect provider belkin;
        }

        test "a maker's own board" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000c0b6d643d57656d6f73204431";
            expect other;
        }

        test "announced behind others" {
            ssdp.usn = [
                "uuid:Socket-1_0-221443K1100D58::upnp:rootdevice",
                "uuid:Socket-1_0-221443K1100D58::urn:Belkin:device:controllee:1",
            ];
            expect wemo.local by announcement;
        }

        test "an announcement of a plug" {
            flow.transport = "udp";
            server.port = 1900;
            payload.client = "NOTIFY * HTTP/1.1\r\nUSN: uuid:Insight-1_0-231447K1200AB1::urn:Belkin:service:insight:1\r\n";
            expect wemo.local by announcement;
        }

        test "an emulator's answer to a voice assistant" {
            flow.transport = "udp";
            client.port = 1900;
            payload.client = "HTTP/1.1 200 OK\r\nST: urn:Belkin:device:**\r\nUSN: uuid:Socket-1_0-38323636-4558-4dda-9188-cda0e6cc3dc0::urn:Belkin:device:**\r\n";
            expect other;
        }

        test "a bridge of lamps under a plug's number" {
            ssdp.usn = ["uuid:Socket-1_0-221438K0100073::urn:Belkin:device:**"];
            expect other;
        }

        test "the cloud" {
            server.name = "api.xbcs.net";
            expect wemo.cloud by host;
        }

        test "a question" {
            dns.qname = "nat.xbcs.net";
            expect wemo.dns by question;
        }

        test "the relay" {
            flow.transport = "tcp";
            server.port = 3475;
            payload.client = "msggetTurnse";
            expect wemo.device by relay;
        }

        test "a plug is switched" {
            request = """
                POST /upnp/control/basicevent1 HTTP/1.1
                Host: 192.168.0.22:49153
                SOAPACTION: "urn:Belkin:service:basicevent:1#SetBinaryState"

                """;
            expect wemo.local by service, port;
        }

        test "an emulator is switched" {
            request = """
                POST /upnp/control/basicevent1 HTTP/1.1
                Host: 192.168.0.23:52000
                SOAPACTION: "urn:Belkin:service:basicevent:1#SetBinaryState"

                """;
            expect other;
        }

        test "an emulator says what it plays" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <root><device><deviceType>urn:Belkin:device:controllee:1</deviceType><modelName>Socket</modelName></device></root>
                """;
            expect other;
        }

        test "an emulator with a firmware" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <root><device><deviceType>urn:Belkin:device:controllee:1</deviceType><serialNumber>221517K0101769</serialNumber><firmwareVersion>WeMo_WW_2.00.10626.PVT-OWRT-SNS</firmwareVersion></device></root>
                """;
            expect other;
        }

        test "a plug sends its log" {
            request = """
                POST /ToolService/log/uploadWdLogFile/1 HTTP/1.1
                Host: 203.0.113.9

                """;
            expect wemo.device by log;
        }

        test "a log of another's" {
            request = """
                POST /ToolService/log/uploadWdLogFile/1 HTTP/1.1
                Host: logs.example.com

                """;
            expect other;
        }

        test "a router announces itself" {
            ssdp.usn = ["uuid:1::urn:schemas-upnp-org:device:InternetGatewayDevice:1"];
            expect other;
        }

        test "the maker's site" {
            server.name = "www.belkin.com";
            expect provider belkin;
        }

        test "a name that only begins alike" {
            server.name = "xbcs.net.example.net";
            expect other;
        }

        test "a plug says what it is" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <root xmlns="urn:Belkin:device-1-0"><device><deviceType>urn:Belkin:device:controllee:1</deviceType><firmwareVersion>WeMo_WW_2.00.11408.PVT-OWRT-SNS</firmwareVersion></device></root>
                """;
            expect wemo.local by description;
        }

        test "the same body at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <root xmlns="urn:Belkin:device-1-0"><device><deviceType>urn:Belkin:device:controllee:1</deviceType><firmwareVersion>WeMo_WW_2.00.11408.PVT-OWRT-SNS</firmwareVersion></device></root>
                """;
            expect other;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000d0c6d643d57656d6f204d696e69";
            expect wemo.local by accessory;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }
    }
}
