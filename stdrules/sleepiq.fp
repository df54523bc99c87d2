// SleepIQ, of Sleep Number: beds.
module sleepiq;

list api_hosts : host = [
    "prod-api.sleepiq.sleepnumber.com",
    "api.sleepiq.sleepnumber.com",
    "prod-be-api.sleepiq.sleepnumber.com",
];

list domains : host = ["sleepnumber.com"];

provider sleepiq "Sleepiq" {
    scope = server.name under domains or dns.qname under domains;

    platform sleepiq "Sleepiq" {
        category = health;
        reference = "sleepyq, a Python client; home-assistant/core, tests/fixtures/sleepiq";

        fingerprint mobile {
            positive api : easy = server.name in api_hosts;
            // A bed with its two sides, and the number that is the maker's name.
            positive bed : hard =
                all of (
                    http.response.json["/beds/*/bedId"] is present,
                    http.response.json["/beds/*/sleeperLeftId"] is present,
                    http.response.json["/beds/*/sleeperRightId"] is present,
                )
                or http.response.json["/beds/*/bedId"] is present
                    and any of (
                        http.response.json["/beds/*/leftSide/sleepNumber"] is present,
                        http.response.json["/beds/*/rightSide/sleepNumber"] is present,
                    );
            positive sleeper : hard = all of (
                http.response.json["/sleepers/*/sleeperId"] is present,
                http.response.json["/sleepers/*/bedId"] is present,
                http.response.json["/sleepers/*/sleepGoal"] is present,
            );
            positive login : hard = all of (
                http.response.json["/edpLoginStatus"] is present,
                http.response.json["/edpLoginMessage"] is present,
                http.response.json["/registrationState"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : bed or sleeper or login;
        }

        fingerprint dns {
            positive question : easy = dns.qname in api_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "prod-api.sleepiq.sleepnumber.com";
            expect sleepiq.mobile by api;
        }

        test "a question" {
            dns.qname = "api.sleepiq.sleepnumber.com";
            expect sleepiq.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"beds":[{"bedId":"-31","leftSide":{"isInBed":true,"sleepNumber":40},"rightSide":{}}]}
                """;
            expect other;
        }

        test "a bed" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"beds":[{"bedId":"-31","leftSide":{"isInBed":true,"sleepNumber":40},"rightSide":{}}]}
                """;
            expect sleepiq.mobile by bed;
        }

        test "a sleeper" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"sleepers":[{"sleeperId":"-80","bedId":"-31","sleepGoal":480}]}
                """;
            expect sleepiq.mobile by sleeper;
        }

        test "a login" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"edpLoginStatus":200,"edpLoginMessage":"not used","registrationState":13,"userId":"-42"}
                """;
            expect sleepiq.mobile by login;
        }

        test "a hospital's bed" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"beds":[{"bedId":"4-12","leftSide":{"rail":"up"},"rightSide":{"rail":"down"}}]}
                """;
            expect other;
        }

        test "a hostel's guests" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"sleepers":[{"sleeperId":"1","bedId":"7","name":"x"}]}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.sleepnumber.com";
            expect provider sleepiq;
        }

        test "the interface behind" {
            server.name = "prod-be-api.sleepiq.sleepnumber.com";
            expect sleepiq.mobile by api;
        }
    }
}
