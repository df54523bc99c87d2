// Notion: sensors for the home.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module notion;

list domains : host = ["getnotion.com"];

provider notion "Notion" {
    scope = server.name under domains or dns.qname under domains;

    platform notion "Notion" {
        category = alarm;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive sensor : hard =
                all of (
                    http.response.json["/**/listener_definitions"] is present,
                    http.response.json["/**/name"] is present,
                )
                or all of (
                    http.response.json["/**/surface_type"] is present,
                    http.response.json["/**/last_bridge_hardware_id"] is present,
                )
                or all of (
                    http.response.json["/**/sensor_id"] is present,
                    http.response.json["/**/definition_id"] is present,
                );
            positive system : hard = all of (
                http.response.json["/**/night_time_start"] is present,
                http.response.json["/**/night_time_end"] is present,
            );
            positive bridge : hard =
                all of (
                    http.response.json["/base_stations/*/hardware_id"] is present,
                    http.response.json["/base_stations/*/system_id"] is present,
                )
                or all of (
                    http.response.json["/base_stations/hardware_id"] is present,
                    http.response.json["/base_stations/system_id"] is present,
                );
            positive session : hard =
                http.response.json["/surface_types"] is present
                or all of (
                    http.response.json["/session/authentication_token"] is present,
                    http.response.json["/users"] is present,
                )
                or http.response.json["/**/notion_pro_permit"] is present;
            positive listener : hard = all of (
                http.response.json["/listeners/*/status_localized"] is present,
                http.response.json["/listeners/*/insights"] is present,
            );
            positive preferences : hard = all of (
                http.response.json["/user_preferences/military_time_enabled"] is present,
                http.response.json["/user_preferences/celsius_enabled"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : sensor or system or bridge or session or listener or preferences;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"base_stations":[{"id":1,"hardware_id":"0x1","system_id":2}]}
                """;
            expect other;
        }

        test "a bridge" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"base_stations":[{"id":1,"hardware_id":"0x1","system_id":2}]}
                """;
            expect notion.mobile by bridge;
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
            server.name = "getnotion.com";
            expect provider notion;
        }
    }
}
