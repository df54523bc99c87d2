// Nexia, of Trane: thermostats.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module nexia;

list domains : host = ["mynexia.com", "tranehome.com"];

provider nexia "Nexia" {
    scope = server.name under domains or dns.qname under domains;

    platform nexia "Nexia" {
        category = climate;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive rights : hard = all of (
                http.response.json["/result/can_control_automations"] is present,
                http.response.json["/result/can_manage_locks"] is present,
            );
            positive session : hard = all of (
                http.response.json["/result/mobile_id"] is present,
                http.response.json["/result/setup_step"] is present,
            );
            positive house : hard =
                http.response.body contains "/mobile/houses/"
                and (http.response.body contains "third_party_integrations"
                    or http.response.body contains "mynexia.com");
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : rights or session or house;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"error":null,"result":{"mobile_id":1,"api_key":"k","setup_step":"done","locale":"en_us"}}
                """;
            expect other;
        }

        test "a session" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"error":null,"result":{"mobile_id":1,"api_key":"k","setup_step":"done","locale":"en_us"}}
                """;
            expect nexia.mobile by session;
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
            server.name = "www.mynexia.com";
            expect provider nexia;
        }
    }
}
