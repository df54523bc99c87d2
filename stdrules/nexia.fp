// Nexia, of Trane: thermostats. The site and the interface share a name.
module nexia;

list api_hosts : host = ["www.mynexia.com", "www.tranehome.com"];

list domains : host = ["mynexia.com", "tranehome.com"];

provider nexia "Nexia" {
    scope = server.name under domains or dns.qname under domains;

    platform nexia "Nexia" {
        category = climate;
        reference = "nexia, a Python client: const.py; home-assistant/core, tests/fixtures/nexia";

        fingerprint mobile {
            positive api : easy =
                server.name in api_hosts and http.request.path starts_with "/mobile/";
            // Links within the interface, and what they are of.
            positive link : hard =
                http.response.body contains [
                    "\"https://www.mynexia.com/mobile/",
                    "\"https://www.tranehome.com/mobile/",
                ]
                and http.response.body contains [
                    "\"can_control_automations\"",
                    "\"third_party_integrations\"",
                ];
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : link;
        }

        test "the app" {
            request = """
                GET /mobile/houses/123456 HTTP/1.1
                Host: www.mynexia.com

                """;
            expect nexia.mobile by api;
        }

        test "a question, which may be for the site" {
            dns.qname = "www.mynexia.com";
            expect provider nexia;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"error":null,"result":{"can_control_automations":true,"can_manage_locks":true,"can_view_videos":true,"_links":{"self":{"href":"https://www.mynexia.com/mobile/session"}}}}
                """;
            expect other;
        }

        test "a session" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"error":null,"result":{"can_control_automations":true,"can_manage_locks":true,"can_view_videos":true,"_links":{"self":{"href":"https://www.mynexia.com/mobile/session"}}}}
                """;
            expect nexia.mobile by link;
        }

        test "a login to another's app" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"error":null,"result":{"mobile_id":1,"api_key":"k","setup_step":"done","locale":"en_us"}}
                """;
            expect other;
        }

        test "an office's rights" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"can_control_automations":true,"can_manage_locks":true,"can_view_videos":true}}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.mynexia.com";
            expect provider nexia;
        }
    }
}
