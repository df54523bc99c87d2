// Shelly: relays, plugs and sensors.
module shelly;

import lists.home;
import lists.pages;

list hosts : host = ["shelly.cloud"];

list sites : host = [
    "shelly.cloud",
    "www.shelly.cloud",
    "shop.shelly.cloud",
    "support.shelly.cloud",
    "kb.shelly.cloud",
];

list domains : host = ["shelly.cloud", "shelly.com"];

provider shelly "Shelly" {
    scope = server.name under domains or dns.qname under domains;

    platform shelly "Shelly" {
        category = plug;
        reference = "Shelly API documents, https://shelly-api-docs.shelly.cloud; aioshelly; home-assistant-libs/aioshelly";

        negative site : easy = server.name in sites;
        negative page : easy = pages.is_page();
        sufficient negative : site or page;

        fingerprint device {
            positive topic : easy = mqtt.topic starts_with "shellies/";
            sufficient positive : topic;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint local {
            // The first generation answers as a web server, by the maker's name, its
            // kind and its number.
            positive instance : medium =
                payload.client at 2 == x"84"
                and payload.client
                    matches /[\x0c-\x20]shelly[a-z0-9]+(-[a-z0-9]{1,3})?-[0-9a-f]{6,12}/i
                // Firmware of the user's own may keep the name.
                and not payload.client contains "\x0b_esphomelib"
                and server.port == 5353
                and flow.transport == "udp";
            // CoIoT of the first generation: a description and a status, each by
            // its letter.
            positive coiot : easy = coap.path in ["/cit/d", "/cit/s"];
            positive rpc : easy = http.request.path starts_with "/rpc/Shelly.";
            positive realm : easy =
                http.response.header["WWW-Authenticate"] == "Basic realm=\"Shelly\"";
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x07_shelly[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x07_shelly[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // What a device of the first generation says of itself.
            positive settings : hard = all of (
                http.response.json["/type"] matches /^SH[A-Z0-9]{2,6}-/,
                http.response.json["/mac"] matches /^[0-9A-F]{12}$/,
                http.response.json["/fw"] matches /^[0-9]{8}-[0-9]{6}\//,
            );
            // What a device of later generations says of itself.
            positive identity : hard = all of (
                http.response.json["/id"] matches /^shelly[a-z0-9]+-[0-9a-f]{12}$/,
                http.response.json["/fw_id"] is present,
                http.response.json["/gen"] is present,
            );
            // The state of a device of the first generation.
            positive status : hard = all of (
                http.response.json["/update/old_version"] matches /^[0-9]{8}-[0-9]{6}\//,
                http.response.json["/wifi_sta"] is present,
                http.response.json["/ram_total"] is present,
            );
            // A path or a body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere() and not server.name under domains;
            sufficient positive priority 180 : coiot or realm or service or instance;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : rpc or settings or identity or status;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts and not dns.qname in sites;
            sufficient positive : question;
        }

        test "pages for people below the cloud's name" {
            server.name = "docs.shelly.cloud";
            expect provider shelly;
        }

        test "a status by CoIoT" {
            coap.path = "/cit/s";
            expect shelly.local by coiot;
        }

        test "another resource" {
            coap.path = "/.well-known/core";
            expect other;
        }

        test "the cloud" {
            server.name = "shelly-13-eu.shelly.cloud";
            expect shelly.cloud by host;
        }

        test "a question" {
            dns.qname = "shelly-13-eu.shelly.cloud";
            expect shelly.dns by question;
        }

        test "a call on the home network" {
            request = """
                GET /rpc/Shelly.GetStatus HTTP/1.1
                Host: 192.168.33.1

                """;
            expect shelly.local by rpc;
        }

        test "a topic" {
            mqtt.topic = ["shellies/shellyplug-s-1/relay/0"];
            expect shelly.device by topic;
        }

        test "a relay tells of itself" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"type":"SHSW-25","mac":"98CDAC0D01BB","auth":false,"fw":"20230913-112003/v1.14.0-gcb84623"}
                """;
            expect shelly.local by settings;
        }

        test "a shoe" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"type":"SHOE-1","mac":"0","fw":"1"}
                """;
            expect other;
        }

        test "another's procedure" {
            request = """
                GET /rpc/Shelly.GetStatus HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.shelly.cloud";
            expect provider shelly;
        }

        test "a name that only begins alike" {
            server.name = "shelly.cloud.example.net";
            expect other;
        }

        test "_shelly._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000075f7368656c6c79045f746370056c6f63616c00000c00010000007800040161c00c";
            expect shelly.local by service;
        }

        test "a question for _shelly._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000075f7368656c6c79045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "a newer relay tells of itself" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name":null,"id":"shellyplus1-a8032abe54dc","mac":"A8032ABE54DC","model":"SNSW-001X16EU","gen":2,"fw_id":"20231106-160328/1.0.8-g","ver":"1.0.8","app":"Plus1"}
                """;
            expect shelly.local by identity;
        }

        test "an older relay's state" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"wifi_sta":{"connected":true},"cloud":{"enabled":false},"update":{"status":"idle","old_version":"20230913-112003/v1.14.0-gcb84623"},"ram_total":52056}
                """;
            expect shelly.local by status;
        }

        test "another's update" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"wifi_sta":{},"update":{"old_version":"1.14"},"ram_total":5}
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

                {"name":null,"id":"shellyplus1-a8032abe54dc","mac":"A8032ABE54DC","model":"SNSW-001X16EU","gen":2,"fw_id":"20231106-160328/1.0.8-g","ver":"1.0.8","app":"Plus1"}
                """;
            expect other;
        }

        test "a plug of the first generation" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f68747470045f746370056c6f63616c00000c0001000000780016137368656c6c79706c75672d732d304131423243c00c";
            expect shelly.local by instance;
        }

        test "a computer of that name" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f68747470045f746370056c6f63616c00000c00010000007800100d7368656c6c792d6c6170746f70c00c";
            expect other;
        }
    }
}
