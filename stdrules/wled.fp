// WLED: firmware of lamps, on the home network alone.
module wled;

import lists.home;

provider wled "WLED" {
    platform wled "WLED" {
        category = lighting;
        reference = "WLED JSON API documents, https://kno.wled.ge; home-assistant/core, generated/zeroconf.py";

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x05_wled[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x05_wled[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // What a lamp says of itself.
            positive brand : hard =
                http.response.json["/brand"] == "WLED"
                or http.response.json["/info/brand"] == "WLED";
            // What a lamp does.
            positive state : hard = any of (
                all of (
                    http.response.json["/udpn/send"] is present,
                    http.response.json["/nl/dur"] is present,
                    http.response.json["/mainseg"] is present,
                    http.response.json["/seg"] is present,
                ),
                all of (
                    http.response.json["/state/udpn/send"] is present,
                    http.response.json["/state/nl/dur"] is present,
                    http.response.json["/state/seg"] is present,
                ),
            );
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : service;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : brand or state;
        }

        test "a shop's brands" {
            request = """
                GET /v1/status HTTP/1.1
                Host: shop.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"brand":"WLED","price":9}
                """;
            expect other;
        }

        test "_wled._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f776c6564045f746370056c6f63616c00000c00010000007800040161c00c";
            expect wled.local by service;
        }

        test "a question for _wled._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000055f776c6564045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "a lamp says what it is" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"ver": "0.14.0", "brand": "WLED", "product": "FOSS"}
                """;
            expect wled.local by brand;
        }

        test "another brand" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"ver": "0.14.0", "brand": "other", "product": "WLED"}
                """;
            expect other;
        }

        test "what a lamp does" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"on":true,"bri":127,"transition":7,"ps":-1,"pl":-1,"nl":{"on":false,"dur":60},"udpn":{"send":false,"recv":true},"lor":0,"mainseg":0,"seg":[{"id":0}]}
                """;
            expect wled.local by state;
        }

        test "what another lamp does" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"on":true,"bri":127,"transition":7}
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

                {"on":true,"bri":127,"transition":7,"ps":-1,"pl":-1,"nl":{"on":false,"dur":60},"udpn":{"send":false,"recv":true},"lor":0,"mainseg":0,"seg":[{"id":0}]}
                """;
            expect other;
        }
    }
}
