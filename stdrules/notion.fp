// Notion: sensors for the home. Rails' usual keys are everybody's; what counts is
// its own: listeners, surfaces, a radio's firmware, the name of its users.
module notion;

list api_hosts : host = ["api.getnotion.com"];

list domains : host = ["getnotion.com"];

provider notion "Notion" {
    scope = server.name under domains or dns.qname under domains;

    platform notion "Notion" {
        category = alarm;
        reference = "aionotion, a Python client: client.py (API_BASE), tests/fixtures";

        fingerprint mobile {
            positive api : easy = server.name in api_hosts;
            positive definitions : hard = all of (
                http.response.json["/listener_definitions/*/conflict_type"] is present,
                http.response.json["/listener_definitions/*/compatible_hardware_revisions"]
                    is present,
                http.response.json["/listener_definitions/*/conflicting_types"] is present,
            );
            positive sensor : hard = all of (
                http.response.json["/**/last_bridge_hardware_id"] is present,
                http.response.json["/**/surface_type"] is present,
                http.response.json["/**/device_key"] is present,
                http.response.json["/**/calibrated_at"] is present,
            );
            // Whom a system calls at night.
            positive system : hard = all of (
                http.response.json["/**/night_time_start"] is present,
                http.response.json["/**/night_time_end"] is present,
                http.response.json["/**/fire_number"] is present,
                http.response.json["/**/police_number"] is present,
            );
            positive bridge : hard = all of (
                http.response.json["/**/hardware_id"] matches /^0x[0-9a-f]{16}$/,
                http.response.json["/**/firmware_version/silabs"] is present,
                http.response.json["/**/system_id"] is present,
            );
            // Users, and a right of its own.
            positive user : hard =
                all of (
                    http.response.json["/**/organization"] == "Notion User",
                    http.response.json["/**/phone_number"] is present,
                    http.response.json["/**/uuid"] is present,
                )
                or http.response.json["/**/notion_pro_permit"] is present;
            positive listener : hard = all of (
                http.response.json["/listeners/*/definition_id"] is present,
                http.response.json["/listeners/*/status_localized/state"] is present,
                http.response.json["/listeners/*/insights/primary"] is present,
            );
            positive preferences : hard = all of (
                http.response.json["/user_preferences/military_time_enabled"] is present,
                http.response.json["/user_preferences/celsius_enabled"] is present,
                http.response.json["/user_preferences/disconnect_alerts_enabled"] is present,
                http.response.json["/user_preferences/home_away_alerts_enabled"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive :
                definitions or sensor or system or bridge or user or listener or preferences;
        }

        fingerprint dns {
            positive question : easy = dns.qname in api_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.getnotion.com";
            expect notion.mobile by api;
        }

        test "a question" {
            dns.qname = "api.getnotion.com";
            expect notion.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"base_stations":[{"id":1,"hardware_id":"0x0000000000000001","system_id":2,"firmware_version":{"wifi":"0.1","silabs":"1.1.2"}}]}
                """;
            expect other;
        }

        test "a bridge" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"base_stations":[{"id":1,"hardware_id":"0x0000000000000001","system_id":2,"firmware_version":{"wifi":"0.1","silabs":"1.1.2"}}]}
                """;
            expect notion.mobile by bridge;
        }

        test "definitions" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"listener_definitions":[{"id":0,"name":"battery","conflict_type":"battery","compatible_hardware_revisions":[3],"conflicting_types":["sound"]}]}
                """;
            expect notion.mobile by definitions;
        }

        test "a sensor" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"sensors":[{"last_bridge_hardware_id":"x","surface_type":null,"device_key":"0x0","calibrated_at":"2024-01-19"}]}
                """;
            expect notion.mobile by sensor;
        }

        test "a system" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"systems":[{"night_time_start":"04:00","night_time_end":"13:00","fire_number":"1","police_number":"2"}]}
                """;
            expect notion.mobile by system;
        }

        test "a user" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"users":{"uuid":"x","phone_number":null,"organization":"Notion User"}}
                """;
            expect notion.mobile by user;
        }

        test "a listener" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"listeners":[{"definition_id":24,"status_localized":{"state":"Idle"},"insights":{"primary":{"value":"idle"}}}]}
                """;
            expect notion.mobile by listener;
        }

        test "preferences" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"user_preferences":{"military_time_enabled":false,"celsius_enabled":false,"disconnect_alerts_enabled":true,"home_away_alerts_enabled":false}}
                """;
            expect notion.mobile by preferences;
        }

        test "an app's quiet hours" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"user":{"night_time_start":"22:00","night_time_end":"06:00"}}
                """;
            expect other;
        }

        test "a login to anything" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"session":{"authentication_token":"x"},"users":{"id":1,"uuid":"2"}}
                """;
            expect other;
        }

        test "a telephone network's stations" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"base_stations":[{"id":1,"hardware_id":"0x0000000000000001","system_id":2}]}
                """;
            expect other;
        }

        test "a floor plan" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"surface_types":[{"id":"1","name":"wood","slug":"wood"}]}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "getnotion.com";
            expect provider notion;
        }
    }
}
