// Foobot: air monitors.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module foobot;

list app_hosts : host = ["api.foobot.io"];

list domains : host = ["foobot.io"];

provider foobot "Foobot" {
    scope = server.name under domains or dns.qname under domains;

    platform foobot "Foobot" {
        category = climate;
        reference = "api.foobot.io; reefab/foobot_async; home-assistant/core, tests/components/foobot";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // Columns of a table, the last of which is the maker's own index.
            positive air : hard = all of (
                http.response.json["/sensors/*"] == "allpollu",
                http.response.json["/units"] is present,
                http.response.json["/datapoints"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : air;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"uuid":"1","start":1,"end":2,"sensors":["time","pm","allpollu"],"units":["s","ugm3","%"],"datapoints":[[1,2,3]]}
                """;
            expect other;
        }

        test "the air" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"uuid":"1","start":1,"end":2,"sensors":["time","pm","allpollu"],"units":["s","ugm3","%"],"datapoints":[[1,2,3]]}
                """;
            expect foobot.mobile by air;
        }

        test "JSON of someone else" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":1,"name":"x","status":"ok"}
                """;
            expect other;
        }

        test "a table of another's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"uuid":"1","sensors":["time","pm"],"units":["s","ugm3"],"datapoints":[[1,2]]}
                """;
            expect other;
        }

        test "the app" {
            server.name = "api.foobot.io";
            expect foobot.mobile by api;
        }

        test "a question" {
            dns.qname = "api.foobot.io";
            expect foobot.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.foobot.io.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "foobot.io";
            expect provider foobot;
        }
    }
}
