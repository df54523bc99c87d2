// Mill: heaters, with an interface on the home network.
module mill;

import lists.home;

list api_hosts : host = ["api.millheat.com"];

list domains : host = ["millheat.com", "millnorway.com"];

provider mill "Mill" {
    scope = server.name under domains or dns.qname under domains;

    platform mill "Mill" {
        category = climate;
        reference = "Mill open API, https://api.millheat.com; millheater and mill-local, Python clients; Mill-International-AS/Generation_3_REST_API, status";

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

        fingerprint local {
            // A heater says what it is.
            positive status : hard = all of (
                http.response.json["/operation_key"] is present,
                http.response.json["/custom_name"] is present,
                http.response.json["/mac_address"] is present,
                http.response.json["/version"] matches /^0x[0-9a-f]+$/i,
            );
            // The same at a company's name is another's.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient negative : elsewhere;
            sufficient positive : status;
        }

        fingerprint dns {
            positive question : easy = dns.qname in api_hosts;
            sufficient positive : question;
        }

        test "a device of another maker" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name":"panel","custom_name":"","version":"1.0","operation_key":"","mac_address":"13:37:A6:5E:D3:CB"}
                """;
            expect other;
        }

        test "a heater at home" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name":"Mill panel","custom_name":"","version":"0x221017","operation_key":"","mac_address":"13:37:A6:5E:D3:CB","status":"ok"}
                """;
            expect mill.local by status;
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
