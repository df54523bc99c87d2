// Smart Meter Texas: electricity meters.
//
// No public source names the hosts; the answers of the interface, as its clients
// record them, are told by keys that are its own.
module smart_meter_texas;

list domains : host = ["smartmetertexas.com"];

provider smart_meter_texas "Smart Meter Texas" {
    scope = server.name under domains or dns.qname under domains;

    platform smart_meter_texas "Smart Meter Texas" {
        category = energy;
        reference = "answers recorded by the clients of the interface";

        fingerprint mobile {
            positive reading : hard = all of (
                http.response.json["/data/odrread"] is present,
                http.response.json["/data/odrdate"] is present,
            );
            positive meter : hard = all of (
                http.response.json["/data/*/esiid"] is present,
                http.response.json["/data/*/meterNumber"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : reading or meter;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":{"odrstatus":"COMPLETED","odrread":"10207.5","odrusage":"0.1","odrdate":"05/31/2021 13:00:00"}}
                """;
            expect other;
        }

        test "a reading" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":{"odrstatus":"COMPLETED","odrread":"10207.5","odrusage":"0.1","odrdate":"05/31/2021 13:00:00"}}
                """;
            expect smart_meter_texas.mobile by reading;
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
            server.name = "www.smartmetertexas.com";
            expect provider smart_meter_texas;
        }
    }
}
