// Melissa: remote controls for air conditioners.
module melissa;

list api_hosts : host = ["developer-api.seemelissa.com"];

list domains : host = ["seemelissa.com"];

provider melissa "Melissa" {
    scope = server.name under domains or dns.qname under domains;

    platform melissa "Melissa" {
        category = climate;
        reference = "py-melissa-climate, wrapper.py";

        fingerprint mobile {
            positive api : easy = server.name in api_hosts;
            // A controller, by its kind and its link.
            positive controller : hard = all of (
                http.response.json["/**/type"] == "melissa",
                http.response.json["/**/serial_number"] is present,
                http.response.json["/**/_links/self/href"] starts_with "/v1/controllers",
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : controller;
        }

        fingerprint dns {
            positive question : easy = dns.qname in api_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "developer-api.seemelissa.com";
            expect melissa.mobile by api;
        }

        test "a question" {
            dns.qname = "developer-api.seemelissa.com";
            expect melissa.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"controller":{"serial_number":"1","mac":"1","type":"melissa"},"_links":{"self":{"href":"/v1/controllers/1"}}}
                """;
            expect other;
        }

        test "a controller" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"controller":{"serial_number":"1","mac":"1","type":"melissa"},"_links":{"self":{"href":"/v1/controllers/1"}}}
                """;
            expect melissa.mobile by controller;
        }

        test "a weather station's readings" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"12345678":{"temp":27.4,"raw_temperature":28928,"humidity":18.7,"raw_humidity":12946}}
                """;
            expect other;
        }

        test "somebody called so" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name":"x","type":"melissa","serial_number":"1"}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "seemelissa.com";
            expect provider melissa;
        }
    }
}
