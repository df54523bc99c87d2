// Mill: heaters, with an interface on the home network.
module mill;

list api_hosts : host = ["api.millheat.com"];

list domains : host = ["millheat.com", "millnorway.com"];

provider mill "Mill" {
    scope = server.name under domains or dns.qname under domains;

    platform mill "Mill" {
        category = climate;
        reference = "Mill open API, https://api.millheat.com; millheater and mill-local, Python clients";

        fingerprint mobile {
            positive api : easy = server.name in api_hosts;
            positive state : hard = all of (
                http.response.json["/raw_ambient_temperature"] is present,
                http.response.json["/open_window_active_now"] is present,
                http.response.json["/lock_active"] is present,
                http.response.json["/switched_on"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : state;
        }

        fingerprint dns {
            positive question : easy = dns.qname in api_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.millheat.com";
            expect mill.mobile by api;
        }

        test "a question" {
            dns.qname = "api.millheat.com";
            expect mill.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"lock_active":"No lock","open_window_active_now":"Enabled not active now","raw_ambient_temperature":20,"set_temperature":21,"switched_on":true}
                """;
            expect other;
        }

        test "a heater" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"lock_active":"No lock","open_window_active_now":"Enabled not active now","raw_ambient_temperature":20,"set_temperature":21,"switched_on":true}
                """;
            expect mill.mobile by state;
        }

        test "another maker's thermostat" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"ambient_temperature":20,"raw_ambient_temperature":20,"set_temperature":21,"switched_on":true}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "millheat.com";
            expect provider mill;
        }
    }
}
