// Husqvarna: Automower.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module husqvarna_automower;

list domains : host = ["husqvarna.com", "husqvarnagroup.cloud", "husqvarnagroup.dev"];

provider husqvarna_automower "Husqvarna" {
    scope = server.name under domains or dns.qname under domains;

    platform husqvarna_automower "Husqvarna Automower" {
        category = garden;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive mower : hard =
                all of (
                    http.response.json["/data/**/attributes/mower"] is present,
                    http.response.json["/data/**/attributes/planner"] is present,
                )
                or all of (
                    http.response.json["/data/**/attributes/battery/batteryPercent"] is present,
                    http.response.json["/data/**/attributes/calendar"] is present,
                );
            positive task : hard = all of (
                http.response.json["/*/workAreaId"] is present,
                http.response.json["/*/monday"] is present,
                http.response.json["/*/sunday"] is present,
            );
            positive area : hard =
                all of (
                    http.response.json["/**/workAreaId"] is present,
                    http.response.json["/**/cuttingHeight"] is present,
                )
                or all of (
                    http.response.json["/**/cuttingHeight"] is present,
                    http.response.json["/**/headlight"] is present,
                );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : mower or task or area;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"type":"mower","attributes":{"mower":{"mode":"MAIN_AREA"},"planner":{},"battery":{"batteryPercent":100},"calendar":{}}}]}
                """;
            expect other;
        }

        test "a mower" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"type":"mower","attributes":{"mower":{"mode":"MAIN_AREA"},"planner":{},"battery":{"batteryPercent":100},"calendar":{}}}]}
                """;
            expect husqvarna_automower.mobile by mower;
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
            server.name = "www.husqvarna.com";
            expect provider husqvarna_automower;
        }
    }
}
