// Flume: a water meter.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module flume;

list domains : host = ["flumewater.com", "flumetech.com"];

provider flume "Flume" {
    scope = server.name under domains or dns.qname under domains;

    platform flume "Flume" {
        category = water;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            // Every answer's envelope.
            positive envelope : hard = all of (
                http.response.json["/success"] is present,
                http.response.json["/http_code"] is present,
                http.response.json["/http_message"] is present,
                http.response.json["/detailed"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : envelope;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"code":602,"message":"Request OK","http_code":200,"http_message":"OK","detailed":null,"data":[]}
                """;
            expect other;
        }

        test "an answer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"code":602,"message":"Request OK","http_code":200,"http_message":"OK","detailed":null,"data":[]}
                """;
            expect flume.mobile by envelope;
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
            server.name = "flumewater.com";
            expect provider flume;
        }
    }
}
