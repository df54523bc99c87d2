// Sense: energy monitors. Readings come over a WebSocket of their own.
module sense;

list mobile_hosts : host = ["api.sense.com", "clientrt.sense.com"];

list domains : host = ["sense.com"];

provider sense "Sense" {
    scope = server.name under domains or dns.qname under domains;

    platform sense "Sense" {
        category = energy;
        reference = "sense_energy, https://github.com/scottbonline/sense; unofficial-sense; scottbonline/sense, API";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            // What uses power, as the maker tags it.
            positive load : hard = all of (
                http.response.json["/**/tags/DefaultUserDeviceType"] is present,
                http.response.json["/**/tags/DeviceListAllowed"] is present,
                http.response.json["/**/tags/TimelineAllowed"] is present,
            );
            // An account, its monitors and where they report.
            positive account : hard = all of (
                http.response.json["/bridge_server"] contains ".home.sense.com",
                http.response.json["/monitors"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : load or account;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.sense.com";
            expect sense.mobile by api;
        }

        test "a question" {
            dns.qname = "clientrt.sense.com";
            expect sense.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.sense.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.sense.com";
            expect provider sense;
        }

        test "loads of a house" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"always_on","name":"Always On","icon":"alwayson","tags":{"DefaultUserDeviceType":"AlwaysOn","DeviceListAllowed":"true","TimelineAllowed":"false"}}]
                """;
            expect sense.mobile by load;
        }

        test "an account" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"authorized":true,"account_id":1,"monitors":[{"id":1}],"bridge_server":"wss://mb1.home.sense.com"}
                """;
            expect sense.mobile by account;
        }

        test "other tags" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"1","tags":{"DeviceListAllowed":"true"}}]
                """;
            expect other;
        }

        test "the same at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"always_on","name":"Always On","icon":"alwayson","tags":{"DefaultUserDeviceType":"AlwaysOn","DeviceListAllowed":"true","TimelineAllowed":"false"}}]
                """;
            expect other;
        }
    }
}
