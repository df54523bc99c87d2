// Tesla: the Wall Connector, on the home network. Cars and shop are the provider's.
module tesla;

import lists.home;

list domains : host = ["tesla.com", "teslamotors.com", "tesla.services"];

provider tesla "Tesla" {
    scope = server.name under domains or dns.qname under domains;

    platform tesla "Tesla Wall Connector" {
        category = energy;
        reference = "tesla-wall-connector, https://github.com/einarhauks/tesla-wall-connector; home-assistant/core";

        fingerprint local {
            // What only a charger with a plug in a car measures.
            positive vitals : hard = all of (
                http.response.json["/evse_state"] is present,
                http.response.json["/grid_v"] is present,
                http.response.json["/vehicle_connected"] is present,
                http.response.json["/contactor_closed"] is present,
                http.response.json["/session_energy_wh"] is present,
            );
            // What a charger counts.
            positive lifetime : hard = all of (
                http.response.json["/contactor_cycles"] is present,
                http.response.json["/contactor_cycles_loaded"] is present,
                http.response.json["/charge_starts"] is present,
            );
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient negative priority 150 : elsewhere;
            sufficient positive : vitals or lifetime;
        }

        test "the maker's site" {
            server.name = "www.tesla.com";
            expect provider tesla;
        }

        test "vitals" {
            request = """
                GET /api/1/vitals HTTP/1.1
                Host: 192.168.0.33

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"contactor_closed": false, "vehicle_connected": false, "grid_v": 230.1, "session_energy_wh": 1.0, "evse_state": 1}
                """;
            expect tesla.local by vitals;
        }

        test "another maker's charger" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"evse_state":1,"grid_v":230.1,"vehicle_connected":false}
                """;
            expect other;
        }

        test "a fleet's chargers in a cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"contactor_closed":false,"vehicle_connected":false,"grid_v":230.1,"session_energy_wh":1.0,"evse_state":1}
                """;
            expect other;
        }

        test "the path alone" {
            request = """
                GET /api/1/vitals HTTP/1.1
                Host: 192.168.0.34

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"heart_rate": 61}
                """;
            expect other;
        }

        test "a charger's life" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"contactor_cycles":102,"contactor_cycles_loaded":0,"alert_count":4,"thermal_foldbacks":0,"charge_starts":102}
                """;
            expect tesla.local by lifetime;
        }

        test "another's counts" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"contactor_cycles":102,"alert_count":4}
                """;
            expect other;
        }

        test "the same body at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"contactor_cycles":102,"contactor_cycles_loaded":0,"alert_count":4,"thermal_foldbacks":0,"charge_starts":102}
                """;
            expect other;
        }
    }
}
