// Fitbit: scales and bands. The scale asks the maker's site itself, so its name says
// nothing; the path does.
module fitbit;

list app_hosts : host = ["api.fitbit.com", "android-api.fitbit.com", "android-cdn-api.fitbit.com"];
list domains : host = ["fitbit.com"];

provider fitbit "Fitbit" {
    scope = server.name under domains or dns.qname under domains;

    platform fitbit "Fitbit" {
        category = health;
        reference = "andypitcher/IoT_Sentinel, captures of Aria; micolous/helvetic, Aria protocol; dev.fitbit.com, Web API; public clients that speak as the app (android-api, android-cdn-api)";

        fingerprint device {
            positive path : easy =
                server.name under domains
                and http.request.path in ["/scale/upload", "/scale/validate", "/scale/register"];
            sufficient positive : path;
        }

        // Apps carry what bands send, and other programs ask the same names.
        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
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

        test "the app" {
            server.name = "android-api.fitbit.com";
            expect fitbit.mobile by api;
        }

        test "a question for the interface" {
            dns.qname = "api.fitbit.com";
            expect fitbit.dns by question;
        }
    }
}
