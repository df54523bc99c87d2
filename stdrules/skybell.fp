// SkyBell: video doorbells.
module skybell;

list mobile_hosts : host = ["cloud.myskybell.com", "api.skybell.network", "dlc.skybell.network"];

list domains : host = ["skybell.com", "myskybell.com", "skybell.network"];

provider skybell "SkyBell" {
    scope = server.name under domains or dns.qname under domains;

    platform skybell "SkyBell" {
        category = camera;
        reference = "aioskybell; skybellpy; api.skybell.network/docs; tkdrob/aioskybell, tests/fixtures";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            // A doorbell, by its kind.
            positive doorbell : hard = all of (
                http.response.json["/*/type"] starts_with "skybell ",
                http.response.json["/*/deviceInviteToken"] is present,
                http.response.json["/*/resourceId"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : doorbell;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "cloud.myskybell.com";
            expect skybell.mobile by api;
        }

        test "a question" {
            dns.qname = "cloud.myskybell.com";
            expect skybell.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "cloud.myskybell.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.skybell.com";
            expect provider skybell;
        }

        test "the newer interface" {
            server.name = "api.skybell.network";
            expect skybell.mobile by api;
        }

        test "a question for it" {
            dns.qname = "api.skybell.network";
            expect skybell.dns by question;
        }

        test "a doorbell" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"id":"1","user":"2","uuid":"3","resourceId":"4","deviceInviteToken":"5","name":"Front door","type":"skybell hd","acl":"owner"}]
                """;
            expect skybell.mobile by doorbell;
        }

        test "another's invitation" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"deviceInviteToken":"5","resourceId":"4","type":"tablet"}]
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

                [{"id":"1","user":"2","uuid":"3","resourceId":"4","deviceInviteToken":"5","name":"Front door","type":"skybell hd","acl":"owner"}]
                """;
            expect other;
        }
    }
}
