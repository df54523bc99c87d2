// SwitchBot: a finger for switches, curtains, locks and meters.
module switchbot;

list app_hosts : host = ["api.switch-bot.com"];

list domains : host = ["switch-bot.com"];

provider switchbot "SwitchBot" {
    scope = server.name under domains or dns.qname under domains;

    platform switchbot "SwitchBot" {
        category = hub;
        reference = "SwitchBot API documents";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // A device, and the hub it stands behind.
            positive device : hard = any of (
                http.response.json["/statusCode"] == 100
                    and http.response.json["/body/**/hubDeviceId"] is present,
                http.response.json["/hubDeviceId"] is present
                    and http.response.json["/deviceType"] is present,
            );
            // An event that the cloud sends on.
            positive event : hard = any of (
                http.request.json["/context/deviceMac"] is present
                    and http.request.json["/eventVersion"] is present,
                http.response.json["/context/deviceMac"] is present
                    and http.response.json["/eventVersion"] is present,
                http.request.body matches /"eventType"\s*:\s*"changeReport"/
                    and http.request.body contains "\"deviceMac\"",
                http.response.body matches /"eventType"\s*:\s*"changeReport"/
                    and http.response.body contains "\"deviceMac\"",
            );
            positive signature : medium =
                all of (
                    http.request.header["nonce"] is present,
                    http.request.header["sign"] is present,
                    http.request.header["t"] is present,
                )
                and http.request.path starts_with [
                    "/v1.1/devices",
                    "/v1.1/scenes",
                    "/v1.1/webhook",
                ];
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api or event or signature;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : device;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.switch-bot.com";
            expect switchbot.mobile by api;
        }

        test "a question" {
            dns.qname = "api.switch-bot.com";
            expect switchbot.dns by question;
        }

        test "an event" {
            request = """
                POST /hook HTTP/1.1
                Host: app.example.net
                Content-Type: application/json

                {"eventType":"changeReport","eventVersion":"1","context":{"deviceType":"WoHand","deviceMac":"01"}}
                """;
            expect switchbot.mobile by event;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"statusCode":100,"body":{"deviceId":"1","hubDeviceId":"2"},"message":"success"}
                """;
            expect other;
        }

        test "a device" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"statusCode":100,"body":{"deviceId":"1","hubDeviceId":"2"},"message":"success"}
                """;
            expect switchbot.mobile by device;
        }

        test "the maker's site" {
            server.name = "www.switch-bot.com";
            expect provider switchbot;
        }

        test "a name that only begins alike" {
            server.name = "api.switch-bot.com.example.net";
            expect other;
        }
    }
}
