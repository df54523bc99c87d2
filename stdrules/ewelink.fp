// eWeLink: CoolKit's cloud and the Sonoff devices that speak to it.
module ewelink;

list hosts : host = ["coolkit.cc", "coolkit.cn"];

list sites : host = ["www.coolkit.cc", "www.coolkit.cn", "coolkit.cc", "coolkit.cn"];

list domains : host = ["coolkit.cc", "coolkit.cn", "ewelink.cc", "sonoff.tech", "itead.cc"];

provider ewelink "eWeLink / Sonoff" {
    scope = server.name under domains or dns.qname under domains;

    platform ewelink "eWeLink / Sonoff" {
        category = plug;
        reference = "SonoffLAN; ewelink-api; eWeLink open platform documents";

        negative site : easy = server.name in sites;
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
            sufficient positive : host;
        }

        fingerprint local {
            positive zeroconf : easy = http.request.path in [
                "/zeroconf/switch",
                "/zeroconf/switches",
                "/zeroconf/dimmable",
                "/zeroconf/startups",
                "/zeroconf/sledonline",
                "/zeroconf/info",
            ];
            sufficient positive : zeroconf;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts and not dns.qname in sites;
            sufficient positive : question;
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
            expect ewelink.local by zeroconf;
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

        test "the maker's site" {
            server.name = "sonoff.tech";
            expect provider ewelink;
        }

        test "a name that only begins alike" {
            server.name = "coolkit.cc.example.net";
            expect other;
        }
    }
}
