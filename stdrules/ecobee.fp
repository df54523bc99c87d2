// ecobee: thermostats.
module ecobee;

import lists.homekit;

// The interface, and the app in a browser, which thermostats call as well.
list app_hosts : host = ["api.ecobee.com", "auth.ecobee.com", "home.ecobee.com"];

list domains : host = ["ecobee.com"];

provider ecobee "ecobee" {
    scope = server.name under domains or dns.qname under domains;

    platform ecobee "ecobee" {
        category = climate;
        reference = "developer.ecobee.com, API; nkgilley/python-ecobee-api; home-assistant/core, zeroconf table; home-assistant/core, generated/zeroconf.py, HOMEKIT";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive pin : easy =
                http.request.path == "/authorize"
                and http.request.query["response_type"] == "ecobeePin";
            positive thermostats : hard = all of (
                http.response.json["/thermostatList/*/identifier"] is present,
                http.response.json["/thermostatList/*/thermostatRev"] is present,
                http.response.json["/status/code"] is present,
            );
            // The code that a user types in the maker's page.
            positive authorization : hard = all of (
                http.response.json["/ecobeePin"] is present,
                http.response.json["/code"] is present,
            );
            // A path or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : pin or thermostats or authorization;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        fingerprint local {
            // A service of the makers of speakers, answered by a thermostat.
            positive speaker : easy =
                payload.client at 2 == x"84"
                and payload.client contains "\x09_sideplay"
                and payload.client contains ["mdl=ecobee", "mdl=eb-"]
                and server.port == 5353
                and flow.transport == "udp";
            // An accessory of HomeKit, by its model.
            positive accessory : easy = homekit.is_model(["md=ecobee", "md=EB-"]);
            // A thermostat answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x07_ecobee[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x07_ecobee[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : any positive;
        }

        test "a login" {
            server.name = "auth.ecobee.com";
            expect ecobee.mobile by api;
        }

        test "a thermostat asks" {
            dns.qname = "home.ecobee.com";
            expect ecobee.dns by question;
        }

        test "thermostats" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"thermostatList": [{"identifier": "1", "thermostatRev": "1"}], "status": {"code": 0}}
                """;
            expect ecobee.mobile by thermostats;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"thermostatList": [{"identifier": "1", "thermostatRev": "1"}], "status": {"code": 0}}
                """;
            expect other;
        }

        test "_ecobee._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000075f65636f626565045f746370056c6f63616c00000c00010000007800040161c00c";
            expect ecobee.local by service;
        }

        test "a question for _ecobee._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000075f65636f626565045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "the app" {
            server.name = "api.ecobee.com";
            expect ecobee.mobile by api;
        }

        test "a question" {
            dns.qname = "api.ecobee.com";
            expect ecobee.dns by question;
        }

        test "a pin" {
            request = """
                GET /authorize?response_type=ecobeePin&client_id=c HTTP/1.1
                Host: api.ecobee.com

                """;
            expect ecobee.mobile by api;
        }

        test "a pin at an address" {
            request = """
                GET /authorize?response_type=ecobeePin&client_id=c HTTP/1.1
                Host: 203.0.113.9

                """;
            expect ecobee.mobile by pin;
        }

        test "an authorization" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"ecobeePin":"w9g7","code":"c","scope":"smartWrite"}
                """;
            expect ecobee.mobile by authorization;
        }

        test "thermostats of another's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"thermostatList":[{"id":1,"runtime":{}}],"status":{"code":0}}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.ecobee.com";
            expect provider ecobee;
        }

        test "a name that only begins alike" {
            server.name = "api.ecobee.com.example.net";
            expect other;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000b0a6d643d65636f62656533";
            expect ecobee.local by accessory;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }

        test "a thermostat that plays" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000095f73696465706c6179045f746370056c6f63616c00000c00010000007800040161c00cc02c0010800100000078000b0a6d646c3d65622d616263";
            expect ecobee.local by speaker;
        }
    }
}
