// Abode: alarms.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module abode;

list domains : host = ["goabode.com"];

provider abode "Abode" {
    scope = server.name under domains or dns.qname under domains;

    platform abode "Abode" {
        category = alarm;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            // Automations name the panel's traits.
            positive trait : hard = http.response.body contains "panel.traits.";
            positive device : hard = http.response.json["/**/type_tag"] starts_with "device_type.";
            // A panel and how far it is set up.
            positive panel : hard = all of (
                http.response.json["/setup_zone_1"] is present,
                http.response.json["/setup_gateway"] is present,
                http.response.json["/report_account"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : trait or device or panel;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"setup_zone_1":"1","setup_gateway":"1","report_account":"1"}
                """;
            expect other;
        }

        test "a panel" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"setup_zone_1":"1","setup_gateway":"1","report_account":"1"}
                """;
            expect abode.mobile by panel;
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
            server.name = "goabode.com";
            expect provider abode;
        }
    }
}
