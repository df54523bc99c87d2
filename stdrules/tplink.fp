// TP-Link: Kasa and Tapo.
//
// Three domains carry the smart home only; routers call home to others. Kasa
// devices answer on port 9999 with JSON hidden by an XOR chain, whose first
// bytes are therefore fixed.
module tplink;

import lists.home;
import lists.pages;
import lists.third_party;
import lists.tplink;

list app_hosts : host = [
    "wap.tplinkcloud.com",
    "eu-wap.tplinkcloud.com",
    "use1-wap.tplinkcloud.com",
    "n-wap.tplinkcloud.com",
    "n-wap-gw.tplinkcloud.com",
    "n-euw1-wap.tplinkcloud.com",
    "n-euw1-wap-gw.tplinkcloud.com",
    "n-use1-wap.tplinkcloud.com",
    "euw1-app-server.iot.i.tplinknbu.com",
    "euw1-app-cloudgateway.iot.i.tplinknbu.com",
    "euw1-app-tapo-care.i.tplinknbu.com",
    "aps1-openapi.i.tplinknbu.com",
];

list hosts : host = [
    "tplinkcloud.com",
    "tplinknbu.com",
    "tplinkra.com",
    "tplinkkasa.firebaseio.com",
];

list domains : host = [
    "tplinkcloud.com",
    "tplinknbu.com",
    "tplinkra.com",
    "tp-link.com",
    "tplink.com",
    "kasasmart.com",
    "tapo.com",
];

provider tplink "TP-Link" {
    scope = server.name under domains or dns.qname under domains;

    platform tplink "TP-Link Kasa / Tapo" {
        category = plug;
        reference = "python-kasa; plugp100; intl-iot (NEU-SNS), tshark_all.hosts; smart-home-firewall, devices/tplink-plug; ntop/nDPI, tplink_shp.c";

        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        // Routers call home, too, and fetch firmware; their apps log in where this one does.
        negative router : medium = tplink.is_router() or tplink.is_router_app();
        negative page : easy = pages.is_page();
        sufficient negative : third_party or router or page;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive agent : easy =
                http.request.header["User-Agent"] == "Tapo CameraClient Android";
            // The app logs in by a method of its own and names itself.
            positive login : hard =
                http.request.json["/params/appType"] starts_with ["Kasa_", "Tapo_"];
            // A command that the cloud hands through.
            positive passthrough : hard =
                http.request.json["/method"] == "passthrough"
                and http.request.json["/params/requestData"]
                    matches /^\s*\{\s*"(system|emeter|schedule|time|cnCloud|smartlife\.iot\.[a-z.]+|context)"\s*:/
                and http.request.json["/params/deviceId"] is present;
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api or agent;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : login or passthrough;
        }

        fingerprint device {
            // Certificates of two clouds, for devices that send no SNI; routers call the
            // third as well.
            positive certificate : medium =
                payload.server at 0 == x"16 03"
                    and payload.server contains ["tplinknbu.com", "tplinkra.com"]
                or tls.cert.san under ["tplinknbu.com", "tplinkra.com"];
            sufficient positive : certificate;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts and not server.name under app_hosts;
            sufficient positive : host;
        }

        fingerprint local {
            // `{"` under the XOR chain, or `{}`; over TCP behind four bytes of
            // length.
            positive kasa_port : easy = server.port == 9999;
            positive kasa : easy = any of (
                payload.client at 0 == x"d0 f2",
                payload.client at 0 == x"d0 ad",
                payload.server at 0 == x"d0 f2",
                payload.server at 0 == x"d0 ad",
                payload.client at 0 == x"00 00 ?? ?? d0 f2",
                payload.client at 0 == x"00 00 ?? ?? d0 ad",
                payload.server at 0 == x"00 00 ?? ?? d0 f2",
            );
            // A device tells of itself, to whoever asked: `{"system"` under the chain.
            positive answer : easy =
                flow.transport == "udp"
                and client.port == 9999
                and payload.client at 0 == x"d0 f2 81 f8 8b ff 9a f7 d5";
            // Tapo's discovery.
            positive tapo_port : easy =
                (server.port in [20002, 20004] or client.port in [20002, 20004])
                and flow.transport == "udp";
            positive tapo : easy =
                payload.client at 0 == x"02 00 00 01" or payload.server at 0 == x"02 00 00 01";
            // The handshake of newer firmware.
            positive handshake : easy = http.request.path in ["/app/handshake1", "/app/handshake2"];
            // A device of newer firmware says what it is.
            positive smart : hard = all of (
                http.response.json["/**/type"] starts_with ["SMART.TAPO", "SMART.KASA", "SMART.IP"],
                http.response.json["/**/fw_ver"] is present,
                http.response.json["/**/hw_ver"] is present,
            );
            // Requests follow it, which stay on the home network.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains
                and not server.name under home.domains;
            positive session : easy =
                http.response.header["Set-Cookie"] starts_with "TP_SESSIONID=";
            // Its later requests, which stay on the home network.
            positive request : medium =
                http.request.path == "/app/request"
                and (http.request.query["seq"] matches /^-?[0-9]+$/
                    or http.request.header["Host"] is absent)
                and server.ip in [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16];
            // The older handshake, by a method of its own.
            positive method : hard = http.request.json["/method"] == "securePassthrough";
            positive sysinfo : hard = http.response.json["/system/get_sysinfo"] is present;
            sufficient positive priority 180 :
                (kasa_port and kasa) or answer or (tapo_port and tapo);
            sufficient negative priority 150 : elsewhere;
            sufficient positive : handshake or session or request or method or sysinfo or smart;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under hosts;
            sufficient positive : question;
        }

        test "pages for people below the cloud's name" {
            server.name = "community.tplinkcloud.com";
            expect provider tplink;
        }

        test "a device that sends no SNI" {
            flow.transport = "tcp";
            server.port = 443;
            payload.server = "\x16\x03\x03\x00\x2a*.tplinkra.com";
            expect tplink.device by certificate;
        }

        test "a router's cloud, by its certificate" {
            flow.transport = "tcp";
            server.port = 443;
            payload.server = "\x16\x03\x03\x00\x2a*.tplinkcloud.com";
            expect other;
        }

        test "another cloud's certificate" {
            flow.transport = "tcp";
            server.port = 443;
            payload.server = "\x16\x03\x03\x00\x2a*.example.com";
            expect other;
        }

        test "the app at another company" {
            request = """
                POST /v1/events HTTP/1.1
                Host: app.adjust.com
                User-Agent: Tapo CameraClient Android

                """;
            expect other;
        }

        test "the app" {
            server.name = "wap.tplinkcloud.com";
            expect tplink.mobile by api;
        }

        test "the cloud" {
            server.name = "n-devs.tplinkcloud.com";
            expect tplink.cloud by host;
        }

        test "a question" {
            dns.qname = "security.iot.i.tplinknbu.com";
            expect tplink.dns by question;
        }

        test "a Kasa plug is asked" {
            flow.transport = "udp";
            server.port = 9999;
            payload.client = x"d0 f2 81 f8 8b ff 9a f7 d5 ef 94 b6";
            expect tplink.local by kasa_port, kasa;
        }

        test "a Kasa plug is asked over TCP" {
            flow.transport = "tcp";
            server.port = 9999;
            payload.client = x"00 00 00 1d d0 f2 81 f8 8b ff 9a f7";
            expect tplink.local by kasa_port, kasa;
        }

        test "the bytes on another port" {
            flow.transport = "udp";
            server.port = 5000;
            client.port = 5001;
            payload.client = x"d0 f2 81 f8";
            expect other;
        }

        test "an app whose own port is 9999" {
            flow.transport = "tcp";
            client.port = 9999;
            payload.client = x"d0 f2 81 f8";
            expect other;
        }

        test "Tapo's discovery" {
            flow.transport = "udp";
            server.port = 20002;
            payload.client = x"02 00 00 01 00 00 00 00 00 00 00 00 46 3c b5 d3";
            expect tplink.local by tapo_port, tapo;
        }

        test "the handshake" {
            request = """
                POST /app/handshake1 HTTP/1.1
                Host: 192.168.0.20

                """;
            expect tplink.local by handshake;
        }

        test "the same words of another's cloud" {
            request = """
                POST / HTTP/1.1
                Host: api.example.net
                Content-Type: application/json

                {"method":"login","params":{"appType":"Kasa_Android","terminalUUID":"1"}}
                """;
            expect other;
        }

        test "the app logs in" {
            request = """
                POST / HTTP/1.1
                Host: 203.0.113.9
                Content-Type: application/json

                {"method":"login","params":{"appType":"Kasa_Android","terminalUUID":"1"}}
                """;
            expect tplink.mobile by login;
        }

        test "a router calls home" {
            server.name = "n-devs-gw.tplinkcloud.com";
            expect provider tplink;
        }

        test "a router asks for its cloud" {
            dns.qname = "n-euw1-deventry-gw.tplinkcloud.com";
            expect provider tplink;
        }

        test "the app of routers" {
            request = """
                POST / HTTP/1.1
                Content-Type: application/json

                {"method":"login","params":{"appType":"TP-Link_Tether_Android","terminalUUID":"1"}}
                """;
            expect other;
        }

        test "the app of routers at the same server" {
            request = """
                POST / HTTP/1.1
                Host: wap.tplinkcloud.com
                Content-Type: application/json

                {"method":"login","params":{"appType":"TP-Link_Tether_Android","terminalUUID":"1"}}
                """;
            expect provider tplink;
        }

        test "a command for a plug" {
            request = """
                POST / HTTP/1.1
                Content-Type: application/json

                {"method":"passthrough","params":{"deviceId":"1","requestData":"{\"system\":{\"set_relay_state\":{\"state\":1}}}"}}
                """;
            expect tplink.mobile by passthrough;
        }

        test "another's command" {
            request = """
                POST / HTTP/1.1
                Content-Type: application/json

                {"method":"passthrough","params":{"deviceId":"1","requestData":"x"}}
                """;
            expect other;
        }

        test "another's handshake" {
            request = """
                POST /app/handshake1 HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "a request of another's app on the home network" {
            server.ip = 192.168.0.9;
            http.request.method = "POST";
            http.request.path = "/app/request";
            http.request.host = "192.168.0.9";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.tp-link.com";
            expect provider tplink;
        }

        test "a name that only begins alike" {
            server.name = "wap.tplinkcloud.com.example.net";
            expect other;
        }

        test "a router's protection" {
            dns.qname = "aps1-homecare-cloud.i.tplinknbu.com";
            expect provider tplink;
        }

        test "a plug of a newer firmware" {
            dns.qname = "n-use1-devs.tplinkcloud.com";
            expect tplink.dns by question;
        }

        test "a newer plug" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"error_code":0,"result":{"device_id":"1","fw_ver":"1.3.0","hw_ver":"1.0","model":"P110","type":"SMART.TAPOPLUG"}}
                """;
            expect tplink.local by smart;
        }

        test "another's smart plug" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"fw_ver":"1","hw_ver":"2","type":"SMART.PLUG"}}
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
                Content-Type: application/json

                {"error_code":0,"result":{"device_id":"1","fw_ver":"1.3.0","hw_ver":"1.0","model":"P110","type":"SMART.TAPOPLUG"}}
                """;
            expect other;
        }
    }
}
