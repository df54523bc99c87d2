// Fitbit: scales. The scale asks the maker's site itself, so its name says
// nothing; the path does.
module fitbit;

list domains : host = ["fitbit.com"];

provider fitbit "Fitbit" {
    scope = server.name under domains or dns.qname under domains;

    platform fitbit "Fitbit" {
        category = health;
        reference = "andypitcher/IoT_Sentinel, captures of Aria; micolous/helvetic, Aria protocol";

        fingerprint device {
            positive path : easy =
                server.name under domains
                and http.request.path in ["/scale/upload", "/scale/validate", "/scale/register"];
            sufficient positive : path;
        }

        test "a scale" {
            request = """
                POST /scale/upload HTTP/1.1
                Host: www.fitbit.com

                """;
            expect fitbit.device by path;
        }

        test "a page of the same host" {
            request = """
                GET /app HTTP/1.1
                Host: www.fitbit.com

                """;
            expect provider fitbit;
        }

        test "the site" {
            server.name = "www.fitbit.com";
            expect provider fitbit;
        }
    }
}
