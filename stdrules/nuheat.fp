// NuHeat: floor heating.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module nuheat;

list domains : host = ["mynuheat.com", "nuheat.com"];

provider nuheat "Nuheat" {
    scope = server.name under domains or dns.qname under domains;

    platform nuheat "Nuheat" {
        category = climate;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive floor : hard = all of (
                http.response.json["/WPerSquareUnit"] is present,
                http.response.json["/SetPointTemp"] is present,
            );
            positive session : hard = all of (
                http.response.json["/SessionId"] is present,
                http.response.json["/NewAccount"] is present,
                http.response.json["/ErrorCode"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : floor or session;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"SerialNumber":"1","WPerSquareUnit":12,"SetPointTemp":1000}
                """;
            expect other;
        }

        test "a floor" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"SerialNumber":"1","WPerSquareUnit":12,"SetPointTemp":1000}
                """;
            expect nuheat.mobile by floor;
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
            server.name = "www.nuheat.com";
            expect provider nuheat;
        }
    }
}
