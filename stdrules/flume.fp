// Flume: a water meter.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module flume;

list app_hosts : host = ["api.flumewater.com", "api.flumetech.com"];

list domains : host = ["flumewater.com", "flumetech.com"];

provider flume "Flume" {
    scope = server.name under domains or dns.qname under domains;

    platform flume "Flume" {
        category = water;
        reference = "flumetech.readme.io; ChrisMandich/PyFlume, tests/fixtures";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // Every answer's envelope, with the interface's own code of success.
            positive envelope : hard = all of (
                http.response.json["/code"] == 602,
                http.response.json["/http_message"] is present,
                http.response.json["/detailed"] is present,
                http.response.json["/pagination"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : envelope;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "the interface by its older name" {
            server.name = "api.flumetech.com";
            expect flume.mobile by api;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"code":602,"message":"Request OK","http_code":200,"http_message":"OK","detailed":null,"data":[],"pagination":null}
                """;
            expect other;
        }

        test "an answer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"code":602,"message":"Request OK","http_code":200,"http_message":"OK","detailed":null,"data":[],"pagination":null}
                """;
            expect flume.mobile by envelope;
        }

        test "JSON of someone else" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":1,"name":"x","status":"ok"}
                """;
            expect other;
        }

        test "an envelope of another's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"success":true,"code":200,"http_code":200,"http_message":"OK","detailed":null,"pagination":null}
                """;
            expect other;
        }

        test "the app" {
            server.name = "api.flumewater.com";
            expect flume.mobile by api;
        }

        test "a question" {
            dns.qname = "api.flumewater.com";
            expect flume.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.flumewater.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "flumewater.com";
            expect provider flume;
        }
    }
}
