// LIFX: lamps, by a broker and by datagrams on the home network.
module lifx;

import lists.certificate;
import lists.homekit;

list app_hosts : host = ["api.lifx.com"];

list device_hosts : host = ["v2.broker.lifx.co", "broker.lifx.co"];

list domains : host = ["lifx.co", "lifx.com"];

provider lifx "LIFX" {
    scope = server.name under domains or dns.qname under domains;

    platform lifx "LIFX" {
        category = lighting;
        reference = "LIFX HTTP API, https://api.developer.lifx.com; LIFX LAN protocol, https://lan.developer.lifx.com; home-assistant/core, generated/zeroconf.py, HOMEKIT";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // A lamp, by the maker's name.
            positive lamp : hard = all of (
                http.response.json["/*/product/company"] == "LIFX",
                http.response.json["/*/seconds_since_seen"] is present,
                http.response.json["/*/connected"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : lamp;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive certificate : medium = certificate.is_for(["lifx.co"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint local {
            // An accessory of HomeKit, by its model.
            positive accessory : easy = homekit.is_model(["md=LIFX "]);
            positive port : easy =
                flow.transport == "udp" and (server.port == 56700 or client.port == 56700);
            // After the length: protocol 1024 and its flags, little end first.
            positive frame : medium =
                payload.client at 0 == x"?? 00 00 34"
                or payload.client at 0 == x"?? 00 00 14"
                or payload.client at 0 == x"?? 00 00 54"
                or payload.server at 0 == x"?? 00 00 14"
                or payload.server at 0 == x"?? 00 00 54";
            sufficient positive : port and frame or accessory;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.lifx.co"];
            expect lifx.device by certificate;
        }

        test "the app" {
            server.name = "api.lifx.com";
            expect lifx.mobile by api;
        }

        test "a device" {
            server.name = "v2.broker.lifx.co";
            expect lifx.device by cloud;
        }

        test "a question" {
            dns.qname = "v2.broker.lifx.co";
            expect lifx.dns by question;
        }

        test "a search on the home network" {
            flow.transport = "udp";
            server.port = 56700;
            payload.client = x"24 00 00 34 02 00 00 00";
            expect lifx.local by port, frame;
        }

        test "the port with other bytes" {
            flow.transport = "udp";
            server.port = 56700;
            payload.client = "hello";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.lifx.com";
            expect provider lifx;
        }

        test "a name that only begins alike" {
            server.name = "api.lifx.com.example.net";
            expect other;
        }

        test "a lamp" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"d3b2f2d97452","uuid":"1","label":"x","connected":true,"power":"off","product":{"name":"LIFX Color","company":"LIFX"},"seconds_since_seen":0}]
                """;
            expect lifx.mobile by lamp;
        }

        test "a product of a shop" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"1","product":{"company":"LIFX"},"price":4}]
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

                [{"id":"d3b2f2d97452","uuid":"1","label":"x","connected":true,"power":"off","product":{"name":"LIFX Color","company":"LIFX"},"seconds_since_seen":0}]
                """;
            expect other;
        }

        test "a lamp answers" {
            flow.transport = "udp";
            server.port = 56700;
            payload.server = x"29 00 00 54 02 00 00 00";
            expect lifx.local by port, frame;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000c0b6d643d4c49465820413139";
            expect lifx.local by accessory;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }
    }
}
