// Twinkly: strings of lights, on the home network.
module twinkly;

import lists.home;

list domains : host = ["twinkly.com"];

provider ledworks "Ledworks" {
    scope = server.name under domains or dns.qname under domains;

    platform twinkly "Twinkly" {
        category = lighting;
        reference = "xled and ttls, documents of the protocol";

        fingerprint local {
            positive path : easy = http.request.path starts_with "/xled/v1/";
            // Lights say what they are.
            positive gestalt : hard = all of (
                http.response.json["/product_name"] == "Twinkly",
                http.response.json["/led_profile"] is present,
                http.response.json["/number_of_led"] is present,
            );
            // A path alone says nothing behind the name of another company.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains
                and not server.name under home.domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path or gestalt;
        }

        test "the maker's site" {
            server.name = "www.twinkly.com";
            expect provider ledworks;
        }

        test "an app logs in to the lights" {
            request = """
                POST /xled/v1/login HTTP/1.1
                Host: 192.168.0.32
                Content-Type: application/json

                {"challenge": "AAECAwQFBgcICQoLDA0ODw=="}
                """;
            expect twinkly.local by path;
        }

        test "a proxy's path" {
            request = """
                GET /xled/v1/status HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "lights with a name of the house" {
            request = """
                GET /xled/v1/gestalt HTTP/1.1
                Host: twinkly.lan

                """;
            expect twinkly.local by path;
        }

        test "a path that only ends alike" {
            request = """
                GET /docs/xled/v1/login HTTP/1.1
                Host: www.example.org

                """;
            expect other;
        }

        test "lights" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"product_name":"Twinkly","hardware_version":"100","led_profile":"RGB","number_of_led":250,"product_code":"TWS250STP","code":1000}
                """;
            expect twinkly.local by gestalt;
        }

        test "lights in a shop" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"product_name":"Twinkly","number_of_led":250,"price":9}
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

                {"product_name":"Twinkly","hardware_version":"100","led_profile":"RGB","number_of_led":250,"product_code":"TWS250STP","code":1000}
                """;
            expect other;
        }
    }
}
