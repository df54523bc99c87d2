// ThingsBoard: a platform to run oneself; its topics and paths tell it anywhere.
module thingsboard;

list hosts : host = ["thingsboard.cloud", "demo.thingsboard.io"];

list domains : host = ["thingsboard.io", "thingsboard.cloud"];

provider thingsboard "ThingsBoard" {
    scope = server.name under domains or dns.qname under domains;

    platform thingsboard "ThingsBoard" {
        category = cloud;
        reference = "ThingsBoard device API references";

        fingerprint device {
            positive topic : easy = mqtt.topic starts_with [
                "v1/devices/me/telemetry",
                "v1/devices/me/attributes",
                "v1/devices/me/rpc/",
                "v1/gateway/telemetry",
                "v1/gateway/connect",
            ];
            positive path : easy =
                http.request.path
                    matches /^\/api\/v1\/[A-Za-z0-9]{20}\/(telemetry|attributes|rpc)$/;
            sufficient positive : any positive;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "thingsboard.cloud";
            expect thingsboard.cloud by host;
        }

        test "a question" {
            dns.qname = "demo.thingsboard.io";
            expect thingsboard.dns by question;
        }

        test "a topic" {
            mqtt.topic = ["v1/devices/me/telemetry"];
            expect thingsboard.device by topic;
        }

        test "a path" {
            request = """
                POST /api/v1/0123456789abcdefghij/telemetry HTTP/1.1
                Host: 192.0.2.8

                """;
            expect thingsboard.device by path;
        }

        test "the maker's site" {
            server.name = "thingsboard.io";
            expect provider thingsboard;
        }

        test "a name that only begins alike" {
            server.name = "thingsboard.cloud.example.net";
            expect other;
        }
    }
}
