// IKEA: the DIRIGERA hub. TRADFRI gateways speak CoAP over DTLS and show nothing
// of themselves.
module ikea;

import lists.homekit;

list device_hosts : host = ["fw.ota.homesmart.ikea.com", "fw.ota.homesmart.ikea.net"];

list cloud_hosts : host = ["api.homesmart.ikea.com"];
list domains : host = ["ikea.com", "ikea.net"];

provider ikea "IKEA" {
    scope = server.name under domains or dns.qname under domains;

    platform ikea "IKEA TRADFRI" {
        category = lighting;
        reference = "node-tradfri-client; dirigera, an npm package; zigpy and deCONZ, feeds of firmware; names that the app may reach: cloud.<region>.api.homesmart.ikea.com; home-assistant/core, generated/zeroconf.py, HOMEKIT";

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint local {
            // An accessory of HomeKit, by its model.
            positive accessory : easy = homekit.is_model(["md=TRADFRI"]);
            // Devices, groups and the gateway itself, by number. LwM2M numbers objects, too,
            // but counts their instances from 0.
            positive object : medium =
                coap.path matches /^\/(15001\/65[0-9]{3}|15004\/131[0-9]{3}|15011\/(9063|15012))$/;
            // A hub hands out tokens for its own audience.
            positive token : easy =
                http.request.form["audience"] == "homesmart.local"
                or http.request.query["audience"] == "homesmart.local";
            // A hub answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x05_ihsp[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x05_ihsp[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : token or service or object or accessory;
        }

        fingerprint cloud {
            positive host : easy = server.name under cloud_hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under device_hosts or dns.qname under cloud_hosts;
            sufficient positive : question;
        }

        test "a lamp behind the gateway" {
            coap.path = "/15001/65537";
            expect ikea.local by object;
        }

        test "a number that is none of its" {
            coap.path = "/3303/0/5700";
            expect other;
        }

        test "an object of LwM2M" {
            coap.path = "/15001/0/1";
            expect other;
        }

        test "_ihsp._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f69687370045f746370056c6f63616c00000c00010000007800040161c00c";
            expect ikea.local by service;
        }

        test "a question for _ihsp._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000055f69687370045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "a device" {
            server.name = "fw.ota.homesmart.ikea.com";
            expect ikea.device by cloud;
        }

        test "a question" {
            dns.qname = "fw.ota.homesmart.ikea.net";
            expect ikea.dns by question;
        }

        test "a token" {
            request = """
                GET /v1/oauth/authorize?audience=homesmart.local&response_type=code HTTP/1.1
                Host: 192.168.0.25:8443

                """;
            expect ikea.local by token;
        }

        test "the shop" {
            server.name = "www.ikea.com";
            expect provider ikea;
        }

        test "a name that only begins alike" {
            server.name = "fw.ota.homesmart.ikea.com.example.net";
            expect other;
        }

        test "a home from afar" {
            server.name = "cloud.ap-northeast-2.api.homesmart.ikea.com";
            expect ikea.cloud by host;
        }

        test "a question for it" {
            dns.qname = "cloud.ap-southeast-2.api.homesmart.ikea.com";
            expect ikea.dns by question;
        }

        test "what is new, for people" {
            server.name = "static.homesmart.ikea.com";
            expect provider ikea;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc02700108001000000780013126d643d545241444652492067617465776179";
            expect ikea.local by accessory;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }
    }
}
