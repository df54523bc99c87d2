// Foobot: air monitors.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module foobot;

list domains : host = ["foobot.io"];

provider foobot "Foobot" {
    scope = server.name under domains or dns.qname under domains;

    platform foobot "Foobot" {
        category = climate;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive air : hard = all of (
                http.response.json["/uuid"] is present,
                http.response.json["/sensors"] is present,
                http.response.json["/units"] is present,
                http.response.json["/datapoints"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : air;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"uuid":"1","start":1,"end":2,"sensors":["time","pm"],"units":["s","ugm3"],"datapoints":[[1,2]]}
                """;
            expect other;
        }

        test "the air" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"uuid":"1","start":1,"end":2,"sensors":["time","pm"],"units":["s","ugm3"],"datapoints":[[1,2]]}
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

        test "the maker's site" {
            server.name = "foobot.io";
            expect provider foobot;
        }
    }
}
