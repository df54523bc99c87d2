// Smart Meter Texas: electricity meters. The site and the interface share a name.
module smart_meter_texas;

list api_hosts : host = ["www.smartmetertexas.com", "smartmetertexas.com"];

list domains : host = ["smartmetertexas.com"];

provider smart_meter_texas "Smart Meter Texas" {
    scope = server.name under domains or dns.qname under domains;

    platform smart_meter_texas "Smart Meter Texas" {
        category = energy;
        reference = "smart-meter-texas, a Python client; home-assistant/core, tests/fixtures/smart_meter_texas";

        fingerprint mobile {
            positive api : easy =
                server.name in api_hosts and http.request.path starts_with ["/api/", "/commonapi/"];
            // A reading on demand.
            positive reading : hard = all of (
                http.response.json["/data/odrread"] is present,
                http.response.json["/data/odrdate"] is present,
                http.response.json["/data/odrusage"] is present,
            );
            // A meter, by the number of its connection in Texas.
            positive meter : hard = all of (
                http.response.json["/data/*/esiid"] matches /^[0-9]{17,22}$/,
                http.response.json["/data/*/meterMultiplier"] is present,
                http.response.json["/data/*/recordStatus"] is present,
                http.response.json["/data/*/dunsNumber"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : reading or meter;
        }

        test "a client" {
            request = """
                GET /api/usage/latestodrread HTTP/1.1
                Host: www.smartmetertexas.com

                """;
            expect smart_meter_texas.mobile by api;
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

        test "a meter" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"esiid":"12345678901234567","meterNumber":"1","meterMultiplier":1,"recordStatus":"ESIID-RECORD-EXISTS","dunsNumber":"NO_DUNS"}]}
                """;
            expect smart_meter_texas.mobile by meter;
        }

        test "a retailer's contract" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"esiid":"12345678901234567","meterNumber":"1","plan":"free nights"}]}
                """;
            expect other;
        }

        test "the site" {
            server.name = "www.smartmetertexas.com";
            expect provider smart_meter_texas;
        }
    }
}
