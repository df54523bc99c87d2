// SleepIQ, of Sleep Number: beds.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module sleepiq;

list domains : host = ["sleepnumber.com", "sleepiq.sleepnumber.com"];

provider sleepiq "Sleepiq" {
    scope = server.name under domains or dns.qname under domains;

    platform sleepiq "Sleepiq" {
        category = health;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive bed : hard =
                all of (
                    http.response.json["/**/bedId"] is present,
                    http.response.json["/**/sleeperLeftId"] is present,
                )
                or all of (
                    http.response.json["/beds/*/bedId"] is present,
                    http.response.json["/beds/*/leftSide"] is present,
                );
            positive sleeper : hard = all of (
                http.response.json["/sleepers/*/sleeperId"] is present,
                http.response.json["/sleepers/*/bedId"] is present,
            );
            positive login : hard = all of (
                http.response.json["/edpLoginStatus"] is present,
                http.response.json["/userId"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : bed or sleeper or login;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"beds":[{"bedId":"-31","leftSide":{"isInBed":true},"rightSide":{}}]}
                """;
            expect other;
        }

        test "a bed" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"beds":[{"bedId":"-31","leftSide":{"isInBed":true},"rightSide":{}}]}
                """;
            expect sleepiq.mobile by bed;
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
            server.name = "www.sleepnumber.com";
            expect provider sleepiq;
        }
    }
}
