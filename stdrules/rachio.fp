// Rachio: sprinklers. Apps and other programs ask one interface.
module rachio;

import lists.homekit;

list mobile_hosts : host = ["api.rach.io", "cloud-rest.rach.io"];

list domains : host = ["rach.io", "rachio.com"];

provider rachio "Rachio" {
    scope = server.name under domains or dns.qname under domains;

    platform rachio "Rachio" {
        category = climate;
        reference = "Rachio public API documents, https://rachio.readme.io; openHAB binding rachio; home-assistant/core, generated/zeroconf.py, HOMEKIT and _http._tcp";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            // A controller, its zones and the rules that water them.
            positive device : hard = all of (
                http.response.json["/**/scheduleRules"] is present,
                http.response.json["/**/flexScheduleRules"] is present,
                http.response.json["/**/zones"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : device;
        }

        fingerprint local {
            // An accessory of HomeKit, by its model.
            positive accessory : easy = homekit.is_model(["md=Rachio"]);
            // A controller answers as a web server, by the maker's name and its number.
            positive instance : medium =
                payload.client at 2 == x"84"
                and payload.client
                    matches /[\x0d-\x20]rachio-[a-f]{0,5}[0-9][0-9a-f]{2,}[^0-9a-z-]/i
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : accessory or instance;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "a user's own page of that name" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f68747470045f746370056c6f63616c00000c000100000078000f0c72616368696f2d6e6f746573c00c";
            expect other;
        }

        test "a user's page whose name is a word" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f68747470045f746370056c6f63616c00000c00010000007800100d72616368696f2d666163616465c00c";
            expect other;
        }

        test "a controller answers" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f68747470045f746370056c6f63616c00000c00010000007800100d52616368696f2d304131423243c00c";
            expect rachio.local by instance;
        }

        test "the app" {
            server.name = "api.rach.io";
            expect rachio.mobile by api;
        }

        test "a question" {
            dns.qname = "api.rach.io";
            expect rachio.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.rach.io.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.rachio.com";
            expect provider rachio;
        }

        test "timers for hoses" {
            server.name = "cloud-rest.rach.io";
            expect rachio.mobile by api;
        }

        test "a controller" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":"1","username":"x","devices":[{"id":"2","zones":[],"scheduleRules":[],"flexScheduleRules":[]}]}
                """;
            expect rachio.mobile by device;
        }

        test "another's zones" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"zones":[],"scheduleRules":[]}]}
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

                {"id":"1","username":"x","devices":[{"id":"2","zones":[],"scheduleRules":[],"flexScheduleRules":[]}]}
                """;
            expect other;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d52616368696f";
            expect rachio.local by accessory;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }
    }
}
