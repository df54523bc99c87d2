// Canary: cameras with an alarm.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module canary;

list domains : host = ["canary.is"];

provider canary "Canary" {
    scope = server.name under domains or dns.qname under domains;

    platform canary "Canary" {
        category = camera;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive location : hard =
                all of (
                    http.response.json["/**/auto_mode_enabled"] is present,
                    http.response.json["/**/night_mode_enabled"] is present,
                    http.response.json["/**/current_mode"] is present,
                )
                or all of (
                    http.response.json["/**/night_mode_enabled"] is present,
                    http.response.json["/**/auto_mode"] is present,
                );
            positive device : hard =
                all of (
                    http.response.json["/**/activation_status"] is present,
                    http.response.json["/**/siren_active"] is present,
                )
                or all of (
                    http.response.json["/**/device_activated"] is present,
                    http.response.json["/**/activation_token"] is present,
                );
            positive customer : hard =
                http.response.json["/**/has_seen_data_share_prompt"] is present;
            positive reading : hard = all of (
                http.response.json["/objects/*/sensor_type/name"] is present,
                http.response.json["/objects/*/value"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : location or device or customer or reading;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"objects":[{"auto_mode_enabled":true,"night_mode_enabled":true,"current_mode":{}}]}
                """;
            expect other;
        }

        test "a home" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"objects":[{"auto_mode_enabled":true,"night_mode_enabled":true,"current_mode":{}}]}
                """;
            expect canary.mobile by location;
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
            server.name = "www.canary.is";
            expect provider canary;
        }
    }
}
