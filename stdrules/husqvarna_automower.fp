// Husqvarna: Automower.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module husqvarna_automower;

list app_hosts : host = [
    "api.amc.husqvarna.dev",
    "amc-api.dss.husqvarnagroup.net",
    "ws.openapi.husqvarna.dev",
];

list domains : host = [
    "husqvarna.com",
    "husqvarna.dev",
    "husqvarnagroup.cloud",
    "husqvarnagroup.dev",
    "husqvarnagroup.net",
];

provider husqvarna_automower "Husqvarna" {
    scope = server.name under domains or dns.qname under domains;

    platform husqvarna_automower "Husqvarna Automower" {
        category = garden;
        reference = "developer.husqvarnagroup.cloud, Automower Connect API; Thomas55555/aioautomower, tests/fixtures; chrisz/pyhusmow, the interface before";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            positive mower : hard = all of (
                http.response.json["/data/**/attributes/mower/activity"] is present,
                http.response.json["/data/**/attributes/mower/mode"] is present,
                http.response.json["/data/**/attributes/planner"] is present,
                http.response.json["/data/**/attributes/battery/batteryPercent"] is present,
            );
            positive area : hard = all of (
                http.response.json["/**/workAreaId"] is present,
                http.response.json["/**/cuttingHeight"] is present,
                http.response.json["/**/lastTimeCompleted"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : mower or area;
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

                {"data":[{"type":"mower","attributes":{"mower":{"mode":"MAIN_AREA","activity":"MOWING"},"planner":{},"battery":{"batteryPercent":100},"calendar":{}}}]}
                """;
            expect other;
        }

        test "a mower" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"type":"mower","attributes":{"mower":{"mode":"MAIN_AREA","activity":"MOWING"},"planner":{},"battery":{"batteryPercent":100},"calendar":{}}}]}
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

        test "an area" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"workAreaId":1,"name":"Front","cuttingHeight":50,"lastTimeCompleted":1}]
                """;
            expect husqvarna_automower.mobile by area;
        }

        test "shifts of a crew" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"start":1140,"duration":300,"monday":true,"sunday":false,"workAreaId":123456}]
                """;
            expect other;
        }

        test "a tractor and its tool" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"cuttingHeight":5,"headlight":{"mode":"ON"}}
                """;
            expect other;
        }

        test "a mower in a shop" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"attributes":{"mower":"X1","planner":"p"}}]}
                """;
            expect other;
        }

        test "the app" {
            server.name = "api.amc.husqvarna.dev";
            expect husqvarna_automower.mobile by api;
        }

        test "a question" {
            dns.qname = "api.amc.husqvarna.dev";
            expect husqvarna_automower.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.amc.husqvarna.dev.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.husqvarna.com";
            expect provider husqvarna_automower;
        }

        test "the interface before" {
            server.name = "amc-api.dss.husqvarnagroup.net";
            expect husqvarna_automower.mobile by api;
        }

        test "a question for the stream" {
            dns.qname = "ws.openapi.husqvarna.dev";
            expect husqvarna_automower.dns by question;
        }

        test "the interface of another product" {
            server.name = "sg-api.dss.husqvarnagroup.net";
            expect provider husqvarna_automower;
        }
    }
}
