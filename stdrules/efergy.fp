// Efergy: energy meters.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module efergy;

list domains : host = ["efergy.com", "energyhive.com"];

provider efergy "Efergy" {
    scope = server.name under domains or dns.qname under domains;

    platform efergy "Efergy" {
        category = energy;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            // Values of each meter, with a sensor's number and its age.
            positive values : hard = all of (
                http.response.json["/*/cid"] is present,
                http.response.json["/*/sid"] is present,
                http.response.json["/*/age"] is present,
                http.response.json["/*/units"] is present,
            );
            positive instant : hard = all of (
                http.response.json["/last_reading_time"] is present,
                http.response.json["/reading"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : values or instant;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"cid":"PWER","data":[{"1":218}],"sid":"728386","units":"kWm","age":3}]
                """;
            expect other;
        }

        test "values" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"cid":"PWER","data":[{"1":218}],"sid":"728386","units":"kWm","age":3}]
                """;
            expect efergy.mobile by values;
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
            server.name = "efergy.com";
            expect provider efergy;
        }
    }
}
