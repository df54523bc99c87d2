// Efergy: energy meters.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module efergy;

list app_hosts : host = ["engage.efergy.com"];

list domains : host = ["efergy.com", "energyhive.com"];

provider efergy "Efergy" {
    scope = server.name under domains or dns.qname under domains;

    platform efergy "Efergy" {
        category = energy;
        reference = "tkdrob/pyefergy; home-assistant/core, tests/components/efergy/fixtures";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // Values of each meter, with its kind, its number and its age.
            positive values : hard = all of (
                http.response.json["/*/cid"] starts_with "PWER",
                http.response.json["/*/sid"] is present,
                http.response.json["/*/age"] is present,
                http.response.json["/*/data"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : values;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"cid":"PWER","data":[{"1":218}],"sid":"728386","units":"kWm","age":3}]
                """;
            expect other;
        }

        test "values" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"cid":"PWER","data":[{"1":218}],"sid":"728386","units":"kWm","age":3}]
                """;
            expect efergy.mobile by values;
        }

        test "JSON of someone else" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":1,"name":"x","status":"ok"}
                """;
            expect other;
        }

        test "a book's last reading" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"age":1,"last_reading_time":1486247836000,"reading":1580}
                """;
            expect other;
        }

        test "classes of a school" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"cid":1,"sid":2,"age":3,"units":"kg","data":[]}]
                """;
            expect other;
        }

        test "the app" {
            server.name = "engage.efergy.com";
            expect efergy.mobile by api;
        }

        test "a question" {
            dns.qname = "engage.efergy.com";
            expect efergy.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "engage.efergy.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "efergy.com";
            expect provider efergy;
        }
    }
}
