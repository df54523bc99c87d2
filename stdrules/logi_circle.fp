// Logitech: Circle cameras.
module logi_circle;

// The older one serves the app and each camera's node.
list api_hosts : host = ["api.circle.logi.com", ".video.logi.com"];

list domains : host = ["logitech-circle.com", "circle.logi.com", "video.logi.com"];

provider logi_circle "Logi Circle" {
    scope = server.name under domains or dns.qname under domains;

    platform logi_circle "Logi Circle" {
        category = camera;
        reference = "logi_circle, a Python client: const.py (API_HOST), test fixtures; public clients of video.logi.com";

        fingerprint mobile {
            positive api : easy = server.name in api_hosts;
            // A camera, and whether it is reached.
            positive accessory : hard = all of (
                http.response.json["/**/accessoryId"] is present,
                http.response.json["/**/messengerConnected"] is present,
                http.response.json["/**/nodeConnected"] is present,
                http.response.json["/**/configuration/pirWakeUp"] is present,
            );
            // What a camera saw, named by its time.
            positive activity : hard = all of (
                http.response.json["/**/activityId"] matches /^[0-9]{8}T[0-9]{6}Z$/,
                http.response.json["/**/relevanceLevel"] is present,
                http.response.json["/**/playbackDuration"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : accessory or activity;
        }

        fingerprint dns {
            positive question : easy = dns.qname in api_hosts;
            sufficient positive : question;
        }

        test "a camera's node" {
            server.name = "node-mocked-2.video.logi.com";
            expect logi_circle.mobile by api;
        }

        test "the app" {
            server.name = "api.circle.logi.com";
            expect logi_circle.mobile by api;
        }

        test "a question" {
            dns.qname = "api.circle.logi.com";
            expect logi_circle.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"accessoryId":"a","name":"Front","nodeConnected":true,"messengerConnected":true,"configuration":{"pirWakeUp":false}}
                """;
            expect other;
        }

        test "a camera" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"accessoryId":"a","name":"Front","nodeConnected":true,"messengerConnected":true,"configuration":{"pirWakeUp":false}}
                """;
            expect logi_circle.mobile by accessory;
        }

        test "a recording" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"activities":[{"activityId":"20180101T071700Z","playbackDuration":60000,"relevanceLevel":0}]}
                """;
            expect logi_circle.mobile by activity;
        }

        test "a shop's accessory" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"items":[{"accessoryId":"case-1","nodeId":"n1","configuration":{"streamingEnabled":true}}]}
                """;
            expect other;
        }

        test "a timesheet's activity" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"activityId":"standup","relevanceLevel":2,"playbackDuration":0}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.logitech-circle.com";
            expect provider logi_circle;
        }
    }
}
