// Mill: heaters, with an interface on the home network.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module mill;

list domains : host = ["millheat.com", "millnorway.com"];

provider mill "Mill" {
    scope = server.name under domains or dns.qname under domains;

    platform mill "Mill" {
        category = climate;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive state : hard = all of (
                http.response.json["/raw_ambient_temperature"] is present,
                http.response.json["/set_temperature"] is present,
                http.response.json["/switched_on"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : state;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"ambient_temperature":20,"raw_ambient_temperature":20,"set_temperature":21,"switched_on":true}
                """;
            expect other;
        }

        test "a heater" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"ambient_temperature":20,"raw_ambient_temperature":20,"set_temperature":21,"switched_on":true}
                """;
            expect mill.mobile by state;
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
            server.name = "millheat.com";
            expect provider mill;
        }
    }
}
