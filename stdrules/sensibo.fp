// Sensibo: air conditioner controllers.
module sensibo;

import lists.homekit;

list mobile_hosts : host = ["home.sensibo.com"];

list domains : host = ["sensibo.com"];

provider sensibo "Sensibo" {
    scope = server.name under domains or dns.qname under domains;

    platform sensibo "Sensibo" {
        category = climate;
        reference = "Sensibo API documents, https://sensibo.github.io; pysensibo; home-assistant/core, tests/components/sensibo/fixtures; home-assistant/core, generated/zeroconf.py, HOMEKIT";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            // A controller, what it is set to and what it can send.
            positive pod : hard = all of (
                http.response.json["/result/**/acState"] is present,
                http.response.json["/result/**/remoteCapabilities"] is present,
                http.response.json["/result/**/qrId"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : pod;
        }

        fingerprint local {
            // An accessory of HomeKit, by its model.
            positive accessory : easy = homekit.is_model(["md=Sensibo"]);
            sufficient positive : accessory;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "home.sensibo.com";
            expect sensibo.mobile by api;
        }

        test "a question" {
            dns.qname = "home.sensibo.com";
            expect sensibo.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "home.sensibo.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.sensibo.com";
            expect provider sensibo;
        }

        test "a controller" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":"success","result":[{"id":"ABC","qrId":"AAAAAAAAAA","acState":{"on":true,"mode":"heat"},"remoteCapabilities":{"modes":{}},"productModel":"skyv2"}]}
                """;
            expect sensibo.mobile by pod;
        }

        test "a part of it" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":"success","result":[{"id":"ABC","acState":{"on":true}}]}
                """;
            expect other;
        }

        test "the same at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":"success","result":[{"id":"ABC","qrId":"AAAAAAAAAA","acState":{"on":true,"mode":"heat"},"remoteCapabilities":{"modes":{}},"productModel":"skyv2"}]}
                """;
            expect other;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000b0a6d643d53656e7369626f";
            expect sensibo.local by accessory;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }
    }
}
