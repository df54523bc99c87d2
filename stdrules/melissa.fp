// Melissa: remote controls for air conditioners.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module melissa;

list domains : host = ["seemelissa.com"];

provider melissa "Melissa" {
    scope = server.name under domains or dns.qname under domains;

    platform melissa "Melissa" {
        category = climate;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive readings : hard = all of (
                http.response.json["/*/raw_temperature"] is present,
                http.response.json["/*/raw_humidity"] is present,
            );
            positive controller : hard =
                http.response.json["/**/type"] == "melissa"
                and http.response.json["/**/serial_number"] is present;
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : readings or controller;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"12345678":{"temp":27.4,"raw_temperature":28928,"humidity":18.7,"raw_humidity":12946}}
                """;
            expect other;
        }

        test "readings" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"12345678":{"temp":27.4,"raw_temperature":28928,"humidity":18.7,"raw_humidity":12946}}
                """;
            expect melissa.mobile by readings;
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
            server.name = "seemelissa.com";
            expect provider melissa;
        }
    }
}
