// Nanoleaf: light panels, on the home network.
module nanoleaf;

import lists.homekit;
import lists.home;

list domains : host = ["nanoleaf.me"];

provider nanoleaf "Nanoleaf" {
    scope = server.name under domains or dns.qname under domains;

    platform nanoleaf "Nanoleaf" {
        category = lighting;
        reference = "Nanoleaf OpenAPI documents, https://forum.nanoleaf.me/docs; home-assistant/core, generated/zeroconf.py";

        fingerprint local {
            // An accessory of HomeKit, by its model.
            positive accessory : easy = homekit.is_model(
                ["md=NL29", "md=NL42", "md=NL47", "md=NL48", "md=NL52", "md=NL59"],
            );
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client
                        matches /(?s)^..\x84.*(\x0c_nanoleafapi|\x0b_nanoleafms)[\x04\xc0-\xff]/
                    or payload.server
                        matches /(?s)^..\x84.*(\x0c_nanoleafapi|\x0b_nanoleafms)[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // Others use these paths, too; the port is the panels' own.
            positive api : medium =
                server.port == 16021
                and http.request.path matches /^\/api\/v1\/(new|[A-Za-z0-9]{16,40})(\/|$)/;
            // Panels say what they are.
            positive panels : hard = all of (
                http.response.json["/manufacturer"] == "Nanoleaf",
                http.response.json["/serialNo"] is present,
                http.response.json["/firmwareVersion"] is present,
            );
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : service or api or accessory;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : panels;
        }

        test "the maker's site" {
            server.name = "www.nanoleaf.me";
            expect provider nanoleaf;
        }

        test "_nanoleafapi._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000c5f6e616e6f6c656166617069045f746370056c6f63616c00000c00010000007800040161c00c";
            expect nanoleaf.local by service;
        }

        test "_nanoleafms._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000b5f6e616e6f6c6561666d73045f746370056c6f63616c00000c00010000007800040161c00c";
            expect nanoleaf.local by service;
        }

        test "a question for _nanoleafapi._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000000000010000000000000c5f6e616e6f6c656166617069045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "the app asks a panel" {
            request = """
                GET /api/v1/0123456789abcdef/state HTTP/1.1
                Host: 192.168.0.30:16021

                """;
            server.port = 16021;
            expect nanoleaf.local by api;
        }

        test "the same path on another port" {
            request = """
                GET /api/v1/0123456789abcdef/state HTTP/1.1
                Host: 192.168.0.30

                """;
            server.port = 80;
            expect other;
        }

        test "panels" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name":"Shapes","serialNo":"S19","manufacturer":"Nanoleaf","firmwareVersion":"7.1.1","model":"NL42","panelLayout":{}}
                """;
            expect nanoleaf.local by panels;
        }

        test "another's panels" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"manufacturer":"Other","serialNo":"1","firmwareVersion":"2"}
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

                {"name":"Shapes","serialNo":"S19","manufacturer":"Nanoleaf","firmwareVersion":"7.1.1","model":"NL42","panelLayout":{}}
                """;
            expect other;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc02700108001000000780008076d643d4e4c3432";
            expect nanoleaf.local by accessory;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }
    }
}
