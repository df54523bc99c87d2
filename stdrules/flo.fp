// Flo, of Moen: a water shut-off.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module flo;

list domains : host = ["meetflo.com"];

provider flo "Flo" {
    scope = server.name under domains or dns.qname under domains;

    platform flo "Flo" {
        category = water;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive device : hard =
                all of (
                    http.response.json["/**/fwProperties"] is present,
                    http.response.json["/**/irrigationType"] is present,
                )
                or all of (
                    http.response.json["/**/fwProperties/telemetry_flow_rate"] is present,
                    http.response.json["/**/fwVersion"] is present,
                );
            positive alarms : hard = all of (
                http.response.json["/**/pending/infoCount"] is present,
                http.response.json["/**/pending/criticalCount"] is present,
                http.response.json["/**/pending/warningCount"] is present,
            );
            positive use : hard = all of (
                http.response.json["/aggregations/sumTotalGallonsConsumed"] is present,
                http.response.json["/params"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : device or alarms or use;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"isConnected":true,"fwVersion":"6.1.1","fwProperties":{"telemetry_flow_rate":0},"irrigationType":"x"}
                """;
            expect other;
        }

        test "a device" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"isConnected":true,"fwVersion":"6.1.1","fwProperties":{"telemetry_flow_rate":0},"irrigationType":"x"}
                """;
            expect flo.mobile by device;
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
            server.name = "meetflo.com";
            expect provider flo;
        }
    }
}
