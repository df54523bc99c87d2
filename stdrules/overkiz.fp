// Overkiz: the cloud and the boxes behind TaHoma of Somfy, Cozytouch and others.
module overkiz;

import lists.home;

list domains : host = ["overkiz.com", "tahomalink.com"];

provider overkiz "Overkiz" {
    scope = server.name under domains or dns.qname under domains;

    platform overkiz "Overkiz" {
        category = hub;
        reference = "pyoverkiz, const.py; TaHoma developer mode, https://github.com/Somfy-Developer; iMicknl/python-overkiz-api, tests/fixtures";

        fingerprint mobile {
            positive api : easy = server.name matches /^ha[0-9]+-[0-9]+\.overkiz\.com$/;
            positive path : medium =
                http.request.path starts_with "/enduser-mobile-web/enduserAPI/";
            // A device, by its address behind a box and its word for what it is.
            positive device : hard = all of (
                http.response.json["/**/deviceURL"]
                    matches /^[a-z0-9]+:\/\/[0-9]{4}-[0-9]{4}-[0-9]{4}\//,
                http.response.json["/**/controllableName"] is present,
            );
            // A path alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere() and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path or device;
        }

        fingerprint dns {
            positive question : easy = dns.qname matches /^ha[0-9]+-[0-9]+\.overkiz\.com$/;
            sufficient positive : question;
        }

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*(\x07_kizbox|\x0a_kizboxdev)[\x04\xc0-\xff]/
                    or payload.server
                        matches /(?s)^..\x84.*(\x07_kizbox|\x0a_kizboxdev)[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // The same interface as in the cloud, on a box.
            positive box : easy = http.request.path starts_with "/enduser-mobile-web/1/enduserAPI/";
            // A path alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere() and not server.name under domains;
            sufficient positive priority 180 : service;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : box;
        }

        test "the app at the name of a brand" {
            request = """
                POST /enduser-mobile-web/enduserAPI/login HTTP/1.1
                Host: www.tahomalink.com

                """;
            expect overkiz.mobile by path;
        }

        test "the path at another company" {
            request = """
                POST /enduser-mobile-web/enduserAPI/login HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "a box's path at another company" {
            request = """
                GET /enduser-mobile-web/1/enduserAPI/setup HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.overkiz.com";
            expect provider overkiz;
        }

        test "_kizbox._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000075f6b697a626f78045f746370056c6f63616c00000c00010000007800040161c00c";
            expect overkiz.local by service;
        }

        test "_kizboxdev._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000a5f6b697a626f78646576045f746370056c6f63616c00000c00010000007800040161c00c";
            expect overkiz.local by service;
        }

        test "a question for _kizbox._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000075f6b697a626f78045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "an app asks a box" {
            request = """
                GET /enduser-mobile-web/1/enduserAPI/setup HTTP/1.1
                Host: 192.168.0.35:8443

                """;
            expect overkiz.local by box;
        }

        test "the cloud" {
            server.name = "ha101-1.overkiz.com";
            expect overkiz.mobile by api;
        }

        test "a question" {
            dns.qname = "ha201-1.overkiz.com";
            expect overkiz.dns by question;
        }

        test "a shutter" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"deviceURL":"io://1234-1234-6233/16730022","controllableName":"io:RollerShutterGenericIOComponent","label":"x"}]}
                """;
            expect overkiz.mobile by device;
        }

        test "another's address" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"deviceURL":"io://host/1","controllableName":"x"}]}
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

                {"devices":[{"deviceURL":"io://1234-1234-6233/16730022","controllableName":"io:RollerShutterGenericIOComponent","label":"x"}]}
                """;
            expect other;
        }
    }
}
