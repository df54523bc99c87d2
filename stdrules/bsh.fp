// BSH: Home Connect, the appliances of Bosch and Siemens.
module bsh;

list app_hosts : host = ["api.home-connect.com"];

list domains : host = ["home-connect.com"];

provider bsh "BSH" {
    scope = server.name under domains or dns.qname under domains;

    platform home_connect "Home Connect" {
        category = appliance;
        reference = "api-docs.home-connect.com; DavidMStraub/homeconnect";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive media_type : easy =
                http.request.header["Accept"] contains "application/vnd.bsh.sdk.v1+json"
                or http.response.header["Content-Type"] contains "application/vnd.bsh.sdk.v1+json";
            positive appliance : hard = all of (
                http.response.json["/data/haId"] is present
                    or http.response.json["/data/homeappliances/*/haId"] is present,
                http.response.json["/data/vib"] is present
                    or http.response.json["/data/homeappliances/*/vib"] is present,
                http.response.json["/data/enumber"] is present
                    or http.response.json["/data/homeappliances/*/enumber"] is present,
            );
            // A header or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : media_type or appliance;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "appliances of an address" {
            request = """
                GET /api/homeappliances HTTP/1.1
                Host: 203.0.113.9

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data": {"homeappliances": [{"haId": "BOSCH-1", "vib": "WTX", "enumber": "WTX87K80/04"}]}}
                """;
            expect home_connect.mobile by appliance;
        }

        test "an appliance's own kind of document" {
            request = """
                GET /api/homeappliances/1/status HTTP/1.1
                Host: 203.0.113.9
                Accept: application/vnd.bsh.sdk.v1+json

                """;
            expect home_connect.mobile by media_type;
        }

        test "the path alone" {
            request = """
                GET /api/homeappliances HTTP/1.1
                Host: 203.0.113.9

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":{"homeappliances":[{"haId":"1"}]}}
                """;
            expect other;
        }

        test "another maker's appliances" {
            request = """
                GET /api/homeappliances HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "the app" {
            server.name = "api.home-connect.com";
            expect home_connect.mobile by api;
        }

        test "a question" {
            dns.qname = "api.home-connect.com";
            expect home_connect.dns by question;
        }

        test "an appliance" {
            request = """
                GET /api/homeappliances HTTP/1.1
                Host: api.home-connect.com
                Accept: application/vnd.bsh.sdk.v1+json

                """;
            expect home_connect.mobile by api;
        }

        test "the product's site" {
            server.name = "www.home-connect.com";
            expect provider bsh;
        }

        test "a name that only begins alike" {
            server.name = "api.home-connect.com.example.net";
            expect other;
        }
    }
}
