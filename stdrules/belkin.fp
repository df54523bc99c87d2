// Belkin: Wemo plugs and switches. STUN on port 3478 is anyone's; the relay of
// the maker has words of its own.
module belkin;

import lists.homekit;
import lists.home;

list hosts : host = ["xbcs.net", "lswf.net"];

list domains : host = ["xbcs.net", "lswf.net", "belkin.com", "wemo.com"];

provider belkin "Belkin" {
    scope = server.name under domains or dns.qname under domains;

    platform wemo "Belkin Wemo" {
        category = plug;
        reference = "IoT Sentinel captures; iancmcc/ouimeaux; pywemo/pywemo; home-assistant/core, generated/ssdp.py; home-assistant/core, generated/zeroconf.py, HOMEKIT";

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
            positive accessory : easy = homekit.is_model(["md=Wemo"]);
            // Announcements and answers of UPnP; a search carries no USN.
            positive announcement : easy =
                (payload.client contains "::urn:Belkin:" or payload.server contains "::urn:Belkin:")
                    and flow.transport == "udp"
                or ssdp.usn contains "::urn:Belkin:";
            // The web server of a plug does not name itself; the service does.
            positive service : easy =
                http.request.header["SOAPACTION"] contains "urn:Belkin:service:";
            // A plug says what it is, or answers a call.
            positive description : hard =
                http.response.body contains ["urn:Belkin:device:", "urn:Belkin:service:"];
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : announcement or accessory;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : service or description;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "announced behind others" {
            ssdp.usn = ["uuid:1::upnp:rootdevice", "uuid:1::urn:Belkin:device:controllee:1"];
            expect wemo.local by announcement;
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
            expect wemo.local by service;
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

                <root xmlns="urn:Belkin:device-1-0"><device><deviceType>urn:Belkin:device:controllee:1</deviceType></device></root>
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

                <root xmlns="urn:Belkin:device-1-0"><device><deviceType>urn:Belkin:device:controllee:1</deviceType></device></root>
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
