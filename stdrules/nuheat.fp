// NuHeat: floor heating. The back end is OJ Electronics', whose other brands
// answer in the same words, so only names tell.
module nuheat;

list api_hosts : host = ["api.mynuheat.com", "api.nam.mynuheat.com"];

list domains : host = ["mynuheat.com", "nuheat.com"];

provider nuheat "Nuheat" {
    scope = server.name under domains or dns.qname under domains;

    platform nuheat "Nuheat" {
        category = climate;
        reference = "nuheat, a Python client: config.py; Chemelex NuHeat API v2";

        fingerprint mobile {
            positive api : easy =
                server.name in api_hosts
                or server.name under "mynuheat.com" and http.request.path starts_with "/api/";
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in api_hosts;
            sufficient positive : question;
        }

        test "the app" {
            request = """
                GET /api/thermostat?sessionid=s&serialnumber=1 HTTP/1.1
                Host: www.mynuheat.com

                """;
            expect nuheat.mobile by api;
        }

        test "a newer app" {
            server.name = "api.nam.mynuheat.com";
            expect nuheat.mobile by api;
        }

        test "a question" {
            dns.qname = "api.mynuheat.com";
            expect nuheat.dns by question;
        }

        test "a thermostat of any of the back end's brands" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"SerialNumber":"12345","Room":"bath","SetPointTemp":2222,"WPerSquareUnit":12.0}
                """;
            expect other;
        }

        test "a login to anything" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"SessionId":"","NewAccount":false,"ErrorCode":2,"RoleType":0,"Email":"","Language":"EN"}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.nuheat.com";
            expect provider nuheat;
        }

        test "the user's site" {
            request = """
                GET /login HTTP/1.1
                Host: www.mynuheat.com

                """;
            expect provider nuheat;
        }
    }
}
