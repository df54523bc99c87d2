// Bond: bridges for fans and shades, on the home network.
module bond;

import lists.home;

provider bond "Bond Home" {
    platform bond "Bond" {
        category = hub;
        reference = "docs-local.appbond.com, Bond local API; home-assistant/core, generated/zeroconf.py";

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x05_bond[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x05_bond[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            positive token : easy = http.request.header["BOND-Token"] is present;
            // A bridge says what it is.
            positive version : hard = all of (
                http.response.json["/bondid"] is present,
                http.response.json["/fw_ver"] is present,
                http.response.json["/fw_date"] is present,
                http.response.json["/target"] is present,
            );
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : service or token;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : version;
        }

        test "_bond._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f626f6e64045f746370056c6f63616c00000c00010000007800040161c00c";
            expect bond.local by service;
        }

        test "a question for _bond._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000055f626f6e64045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "a bridge" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"target":"zermatt","fw_ver":"v2.11.4","fw_date":"Fri Feb 22 14:13:25 -03 2019","uptime_s":5,"bondid":"ZZBL12345"}
                """;
            expect bond.local by version;
        }

        test "another's firmware" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"target":"x","fw_ver":"1","fw_date":"2"}
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

                {"target":"zermatt","fw_ver":"v2.11.4","fw_date":"Fri Feb 22 14:13:25 -03 2019","uptime_s":5,"bondid":"ZZBL12345"}
                """;
            expect other;
        }

        test "a call" {
            request = """
                GET /v2/devices HTTP/1.1
                Host: 192.168.1.9
                BOND-Token: f074b61f628018fd

                """;
            expect bond.local by token;
        }
    }
}
