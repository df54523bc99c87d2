// eWeLink: CoolKit's cloud and the Sonoff devices that speak to it.
module ewelink;

import lists.certificate;
import lists.pages;
import lists.home;

list hosts : host = ["coolkit.cc", "coolkit.cn"];

list sites : host = ["www.coolkit.cc", "www.coolkit.cn", "coolkit.cc", "coolkit.cn"];

list domains : host = ["coolkit.cc", "coolkit.cn", "ewelink.cc", "sonoff.tech", "itead.cc"];

provider ewelink "eWeLink / Sonoff" {
    scope = server.name under domains or dns.qname under domains;

    platform ewelink "eWeLink / Sonoff" {
        category = plug;
        reference = "AlexxIT/SonoffLAN; skydiver/ewelink-api; itead/Sonoff_Devices_DIY_Tools, DIY mode API; coolkit-technologies/eWeLink-API";

        negative site : easy = server.name in sites or pages.is_page();
        sufficient negative : site;

        fingerprint mobile {
            positive header : easy =
                http.request.header["X-CK-Appid"] is present
                or http.request.header["X-CK-Nonce"] is present;
            // Devices carry the address of the maker's sign.
            positive logo : hard =
                http.response.body contains ["ota.coolkit.cc/logo/", "ota.coolkit.cn/logo/"];
            positive things : hard = all of (
                http.response.json["/data/thingList/*/itemType"] is present,
                http.response.json["/data/thingList/*/itemData/deviceid"] is present,
                http.response.json["/data/thingList/*/itemData/apikey"] is present,
            );
            // The greeting of the WebSocket.
            positive greeting : hard = all of (
                http.request.json["/action"] == "userOnline",
                http.request.json["/apikey"] is present,
                http.request.json["/at"] is present,
            );
            // A header or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : header or logo or things or greeting;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["coolkit.cc", "coolkit.cn"]);
            sufficient positive : host or certificate;
        }

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x08_ewelink[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x08_ewelink[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            positive zeroconf : easy = http.request.path in [
                "/zeroconf/switch",
                "/zeroconf/switches",
                "/zeroconf/dimmable",
                "/zeroconf/startups",
                "/zeroconf/sledonline",
                "/zeroconf/info",
            ];
            // A call names the device, if by an empty name.
            positive device : easy = http.request.json["/deviceid"] is present;
            positive port : easy = server.port == 8081;
            // The same path at a company's name is another's.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient negative : elsewhere;
            sufficient positive : service or zeroconf and (device or port);
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts and not dns.qname in sites;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.coolkit.cc"];
            expect ewelink.cloud by certificate;
        }

        test "the app opens the site" {
            request = """
                GET / HTTP/1.1
                Host: www.coolkit.cc
                X-CK-Appid: a

                """;
            expect provider ewelink;
        }

        test "things" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data": {"thingList": [{"itemType": 1, "itemData": {"deviceid": "1000", "apikey": "k"}}]}}
                """;
            expect ewelink.mobile by things;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data": {"thingList": [{"itemType": 1, "itemData": {"deviceid": "1000", "apikey": "k"}}]}}
                """;
            expect other;
        }

        test "the cloud" {
            server.name = "eu-apia.coolkit.cc";
            expect ewelink.cloud by host;
        }

        test "a question" {
            dns.qname = "eu-disp.coolkit.cc";
            expect ewelink.dns by question;
        }

        test "a switch on the home network" {
            request = """
                POST /zeroconf/switch HTTP/1.1
                Host: 192.168.0.21:8081
                Content-Type: application/json

                {"deviceid":"1000","data":{"switch":"on"}}
                """;
            expect ewelink.local by zeroconf, device;
        }

        test "speakers at home" {
            request = """
                GET /zeroconf/info?action=getInfo HTTP/1.1
                Host: 192.168.0.30:7000

                """;
            expect other;
        }

        test "the interface at another's" {
            request = """
                GET /v2/device/thing HTTP/1.1
                Host: gateway.example.net
                X-CK-Appid: a

                """;
            expect other;
        }

        test "a switch at another's" {
            request = """
                POST /zeroconf/switch HTTP/1.1
                Host: api.example.com

                {"deviceid":"1","data":{}}
                """;
            expect other;
        }

        test "the greeting of the WebSocket" {
            request = """
                POST /api/ws HTTP/1.1
                Host: 203.0.113.9
                Content-Type: application/json

                {"action":"userOnline","apikey":"k","at":"t"}
                """;
            expect ewelink.mobile by greeting;
        }

        test "things of a shop" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":{"thingList":[{"itemType":1}]}}
                """;
            expect other;
        }

        test "the interface by its headers" {
            request = """
                GET /v2/device/thing HTTP/1.1
                Host: 203.0.113.9
                X-CK-Appid: a
                X-CK-Nonce: n

                """;
            expect ewelink.mobile by header;
        }

        test "documents" {
            server.name = "docs.coolkit.cc";
            expect provider ewelink;
        }

        test "the maker's site" {
            server.name = "sonoff.tech";
            expect provider ewelink;
        }

        test "a name that only begins alike" {
            server.name = "coolkit.cc.example.net";
            expect other;
        }

        test "_ewelink._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000085f6577656c696e6b045f746370056c6f63616c00000c00010000007800040161c00c";
            expect ewelink.local by service;
        }

        test "a question for _ewelink._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000085f6577656c696e6b045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }
    }
}
