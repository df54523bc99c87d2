// ecobee: thermostats.
module ecobee;

list app_hosts : host = ["api.ecobee.com"];

list domains : host = ["ecobee.com"];

provider ecobee "ecobee" {
    scope = server.name under domains or dns.qname under domains;

    platform ecobee "ecobee" {
        category = climate;
        reference = "ecobee developer API";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive pin : easy =
                http.request.path == "/authorize"
                and http.request.query["response_type"] == "ecobeePin";
            positive thermostats : hard =
                all of (
                    http.response.json["/thermostatList/*/runtime"] is present,
                    http.response.json["/thermostatList/*/thermostatRev"] is present,
                )
                or http.response.json["/ecobeePin"] is present;
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.ecobee.com";
            expect ecobee.mobile by api;
        }

        test "a question" {
            dns.qname = "api.ecobee.com";
            expect ecobee.dns by question;
        }

        test "a pin" {
            request = """
                GET /authorize?response_type=ecobeePin&client_id=c HTTP/1.1
                Host: api.ecobee.com

                """;
            expect ecobee.mobile by api, pin;
        }

        test "the maker's site" {
            server.name = "www.ecobee.com";
            expect provider ecobee;
        }

        test "a name that only begins alike" {
            server.name = "api.ecobee.com.example.net";
            expect other;
        }
    }
}
