// Arlo: cameras, first sold by Netgear. The shop and the pages for people stand
// below the same name, so only the interface's hosts count.
module arlo;

list app_hosts : host = ["myapi.arlo.com", "ocapi-app.arlo.com", "my.arlo.com", "arlo.netgear.com"];

list domains : host = ["arlo.com", "arlo.netgear.com"];

provider arlo "Arlo" {
    scope = server.name under domains or dns.qname under domains;

    platform arlo "Arlo" {
        category = camera;
        reference = "pyaarlo; arlo web client";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive path : easy = http.request.path starts_with "/hmsweb/";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "myapi.arlo.com";
            expect arlo.mobile by api;
        }

        test "a question" {
            dns.qname = "arlo.netgear.com";
            expect arlo.dns by question;
        }

        test "the interface by its path" {
            request = """
                GET /hmsweb/users/session/v3 HTTP/1.1
                Host: gateway.example.net

                """;
            expect arlo.mobile by path;
        }

        test "the maker's site" {
            server.name = "www.arlo.com";
            expect provider arlo;
        }

        test "a name that only begins alike" {
            server.name = "myapi.arlo.com.example.net";
            expect other;
        }
    }
}
