// Particle: boards for makers, and their cloud.
module particle;

list app_hosts : host = ["api.particle.io"];

list device_hosts : host = ["device.spark.io", "udp.particle.io"];

list domains : host = ["particle.io", "spark.io"];

provider particle "Particle" {
    scope = server.name under domains or dns.qname under domains;

    platform particle "Particle" {
        category = cloud;
        reference = "Particle cloud API, https://docs.particle.io; particle-api-js; device-os, the firmware's server name; particle-cli, keys (udp://$id.udp.particle.io:5684)";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive header : easy =
                http.request.header["X-Particle-Tool"] is present
                or http.request.header["X-Particle-Project"] is present;
            // A board, and when it last shook hands.
            positive board : hard = all of (
                http.response.json["/**/last_handshake_at"] is present,
                http.response.json["/**/platform_id"] is present,
                http.response.json["/**/last_heard"] is present,
            );
            // What a board's variable holds, and what the cloud knows of the board.
            positive variable : hard = all of (
                http.response.json["/coreInfo/last_handshake_at"] is present,
                http.response.json["/coreInfo/deviceID"] is present,
                http.response.json["/result"] is present,
            );
            // What a board's function returned.
            positive returned : hard = all of (
                http.response.json["/last_app"] is present,
                http.response.json["/return_value"] is present,
                http.response.json["/connected"] is present,
            );
            // Events of boards, as a stream.
            positive events : hard =
                http.response.body contains "\"coreid\":\""
                and http.response.body contains "\"published_at\":\""
                and http.response.body contains "\"ttl\":";
            // A header alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : header or board or variable or returned or events;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint cloud {
            // An event that the cloud sends on, to whatever name a user has.
            positive event : hard = all of (
                http.request.json["/coreid"] matches /^[0-9a-f]{24}$/,
                http.request.json["/published_at"] is present,
                http.request.json["/event"] is present,
            );
            sufficient positive : event;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.particle.io";
            expect particle.mobile by api;
        }

        test "a device" {
            server.name = "device.spark.io";
            expect particle.device by cloud;
        }

        test "a question" {
            dns.qname = "device.spark.io";
            expect particle.dns by question;
        }

        test "a tool, its host not seen" {
            request = """
                GET /v1/devices HTTP/1.1
                X-Particle-Tool: cli

                """;
            expect particle.mobile by header;
        }

        test "another's particles" {
            request = """
                GET /v1/events HTTP/1.1
                Host: api.example.net
                X-Particle-Project: sand

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.particle.io";
            expect provider particle;
        }

        test "a name that only begins alike" {
            server.name = "api.particle.io.example.net";
            expect other;
        }

        test "a board that sends datagrams" {
            server.name = "0123456789abcdef01234567.udp.particle.io";
            expect particle.device by cloud;
        }

        test "boards of an account" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"1","name":"x","last_heard":"t","last_handshake_at":"t","product_id":6,"platform_id":6,"connected":true}]
                """;
            expect particle.mobile by board;
        }

        test "a variable" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"cmd":"VarReturn","name":"a","result":42,"coreInfo":{"last_app":"","last_heard":"t","connected":true,"last_handshake_at":"t","deviceID":"1"}}
                """;
            expect particle.mobile by variable;
        }

        test "a function" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":"1","last_app":"","connected":true,"return_value":1}
                """;
            expect particle.mobile by returned;
        }

        test "another's answer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":"1","connected":true,"return_value":1}
                """;
            expect other;
        }

        test "the same at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"1","name":"x","last_heard":"t","last_handshake_at":"t","product_id":6,"platform_id":6,"connected":true}]
                """;
            expect other;
        }

        test "events" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/event-stream

                data: {"data":"25.34","ttl":"60","published_at":"2015-07-18T00:12:18.174Z","coreid":"0123456789abcdef01234567"}
                """;
            expect particle.mobile by events;
        }

        test "an event that is sent on" {
            request = """
                POST /hook HTTP/1.1
                Host: app.example.net
                Content-Type: application/json

                {"event":"temp","data":"25.3","published_at":"2015-07-18T00:12:18.174Z","coreid":"0123456789abcdef01234567"}
                """;
            expect particle.cloud by event;
        }

        test "an event of another's" {
            request = """
                POST /hook HTTP/1.1
                Host: app.example.net
                Content-Type: application/json

                {"event":"temp","published_at":"t","coreid":"7"}
                """;
            expect other;
        }
    }
}
