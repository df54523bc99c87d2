// BSH: Home Connect, the appliances of Bosch and Siemens.
module bsh;

list app_hosts : host = ["api.home-connect.com"];

list domains : host = ["home-connect.com"];

provider bsh "BSH" {
    scope = server.name under domains or dns.qname under domains;

    platform home_connect "Home Connect" {
        category = appliance;
        reference = "Home Connect developer documents";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive media_type : easy =
                http.request.header["Accept"] contains "application/vnd.bsh.sdk.v1+json"
                or http.response.header["Content-Type"] contains "application/vnd.bsh.sdk.v1+json";
            positive path : easy = http.request.path starts_with "/api/homeappliances";
            positive appliance : hard =
                http.response.json["/data/haId"] is present
                or http.response.json["/data/homeappliances/*/haId"] is present;
            // A path or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.[a-z]{2,}$/ and not server.name under domains;
            sufficient positive priority 180 : api or media_type;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path or appliance;
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

                {"data": {"homeappliances": [{"haId": "BOSCH-1", "vib": "WTX"}]}}
                """;
            expect home_connect.mobile by path, appliance;
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
            expect home_connect.mobile by api, media_type;
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
