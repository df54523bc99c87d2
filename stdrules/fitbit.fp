// Fitbit: scales and bands. The scale asks the maker's site itself, so its name says
// nothing; the path does.
module fitbit;

list app_hosts : host = [
    "api.fitbit.com",
    "android-api.fitbit.com",
    "android-cdn-api.fitbit.com",
    // What a band tells goes on through a computer.
    "client.fitbit.com",
    "desktop-client.fitbit.com",
];

list domains : host = ["fitbit.com"];

provider fitbit "Fitbit" {
    scope = server.name under domains or dns.qname under domains;

    platform fitbit "Fitbit" {
        category = health;
        reference = "andypitcher/IoT_Sentinel, captures of Aria; micolous/helvetic, Aria protocol; dev.fitbit.com, Web API; public clients that speak as the app (android-api, android-cdn-api); home-assistant/core, tests/components/fitbit; libfitbit and galileo, synchronisation (client.fitbit.com)";

        fingerprint device {
            positive path : easy =
                server.name under domains
                and http.request.path in ["/scale/upload", "/scale/validate", "/scale/register"];
            sufficient positive : path;
        }

        // Apps carry what bands send, and other programs ask the same names.
        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // A person, by the length of his stride.
            positive user : hard = all of (
                http.response.json["/user/encodedId"] is present,
                http.response.json["/user/strideLengthRunning"] is present,
                http.response.json["/user/memberSince"] is present,
            );
            // A band or a scale.
            positive unit : hard = all of (
                http.response.json["/*/type"] in ["TRACKER", "SCALE"],
                http.response.json["/*/deviceVersion"] is present,
                http.response.json["/*/lastSyncTime"] is present,
                http.response.json["/*/batteryLevel"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : user or unit;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "a band through a computer" {
            server.name = "client.fitbit.com";
            expect fitbit.mobile by api;
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

        test "a person" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"user":{"encodedId":"AAA","memberSince":"2010-01-01","strideLengthRunning":86.6}}
                """;
            expect fitbit.mobile by user;
        }

        test "a band" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"battery":"Medium","batteryLevel":60,"deviceVersion":"Charge 2","id":"1","lastSyncTime":"t","type":"TRACKER"}]
                """;
            expect fitbit.mobile by unit;
        }

        test "another's tracker" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"type":"TRACKER","lastSyncTime":"t"}]
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

                {"user":{"encodedId":"AAA","memberSince":"2010-01-01","strideLengthRunning":86.6}}
                """;
            expect other;
        }
    }
}
