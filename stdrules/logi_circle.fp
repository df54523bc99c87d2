// Logitech: Circle cameras.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module logi_circle;

list domains : host = ["logitech-circle.com", "circle.logi.com"];

provider logi_circle "Logi Circle" {
    scope = server.name under domains or dns.qname under domains;

    platform logi_circle "Logi Circle" {
        category = camera;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive accessory : hard =
                all of (
                    http.response.json["/**/accessoryId"] is present,
                    http.response.json["/**/configuration/streamingEnabled"] is present,
                )
                or all of (
                    http.response.json["/**/accessoryId"] is present,
                    http.response.json["/**/nodeId"] is present,
                );
            positive activity : hard = all of (
                http.response.json["/**/activityId"] is present,
                http.response.json["/**/relevanceLevel"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : accessory or activity;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"activities":[{"activityId":"1","relevanceLevel":1,"playbackDuration":2}]}
                """;
            expect other;
        }

        test "an activity" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"activities":[{"activityId":"1","relevanceLevel":1,"playbackDuration":2}]}
                """;
            expect logi_circle.mobile by activity;
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
            server.name = "support.circle.logi.com";
            expect provider logi_circle;
        }
    }
}
