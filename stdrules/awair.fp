// Awair: air monitors.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module awair;

list domains : host = ["getawair.com", "awair.is"];

provider awair "Awair" {
    scope = server.name under domains or dns.qname under domains;

    platform awair "Awair" {
        category = climate;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive air : hard = all of (
                http.response.json["/data/*/sensors/*/comp"] is present,
                http.response.json["/data/*/indices/*/comp"] is present,
            );
            positive device : hard = all of (
                http.response.json["/devices/*/deviceUUID"] is present,
                http.response.json["/devices/*/roomType"] is present,
            );
            positive account : hard = all of (
                http.response.json["/dobYear"] is present,
                http.response.json["/usages"] is present,
                http.response.json["/permissions"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : air or device or account;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"score":97.0,"sensors":[{"comp":"temp","value":18.8}],"indices":[{"comp":"temp","value":0}]}]}
                """;
            expect other;
        }

        test "the air" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"score":97.0,"sensors":[{"comp":"temp","value":18.8}],"indices":[{"comp":"temp","value":0}]}]}
                """;
            expect awair.mobile by air;
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
            server.name = "www.getawair.com";
            expect provider awair;
        }
    }
}
