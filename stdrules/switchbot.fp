// SwitchBot: a finger for switches, curtains, locks and meters.
module switchbot;

list app_hosts : host = ["api.switch-bot.com", "api.switchbot.net"];

list domains : host = ["switch-bot.com", "switchbot.net"];

provider switchbot "SwitchBot" {
    scope = server.name under domains or dns.qname under domains;

    platform switchbot "SwitchBot" {
        category = hub;
        reference = "SwitchBot API documents, https://github.com/OpenWonderLabs/SwitchBotAPI";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // A device, and the hub it stands behind.
            positive device : hard = any of (
                all of (
                    http.response.json["/statusCode"] == 100,
                    http.response.json["/message"] == "success",
                    http.response.json["/body/**/hubDeviceId"] is present,
                    http.response.json["/body/**/deviceId"] is present,
                ),
                all of (
                    http.response.json["/hubDeviceId"] is present,
                    http.response.json["/deviceType"] is present,
                    http.response.json["/version"] matches /^V[0-9]+\.[0-9]+/,
                    http.response.json["/deviceId"] is present,
                ),
            );
            // An event that the cloud sends on, to whatever name a user has.
            positive event : hard = any of (
                http.request.body matches /"eventType"\s*:\s*"changeReport"/
                    and http.request.body contains "\"eventVersion\""
                    and http.request.body contains "\"deviceType\""
                    and http.request.body contains "\"deviceMac\"",
                http.response.body matches /"eventType"\s*:\s*"changeReport"/
                    and http.response.body contains "\"eventVersion\""
                    and http.response.body contains "\"deviceType\""
                    and http.response.body contains "\"deviceMac\"",
            );
            positive signature : medium =
                http.request.header["nonce"] is present
                and http.request.header["sign"] matches /^[A-Za-z0-9+\/]{43}=$/
                and http.request.header["t"] matches /^[0-9]{13}$/
                and http.request.path matches /^\/v1\.1\/(devices|scenes|webhook)(\/|$)/;
            // Headers, or a body alone, say nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api or event;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : device or signature;
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

        test "a signed call, its host not seen" {
            request = """
                GET /v1.1/devices HTTP/1.1
                nonce: 1
                sign: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                t: 1700000000000

                """;
            expect switchbot.mobile by signature;
        }

        test "another's signed call" {
            request = """
                GET /v1.1/devices HTTP/1.1
                Host: api.example.net
                nonce: 1
                sign: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                t: 1700000000000

                """;
            expect other;
        }

        test "another's gateway" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"statusCode":100,"body":{"hubDeviceId":"2"}}
                """;
            expect other;
        }

        test "a part of a hub" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"hubDeviceId":"2","deviceType":"sensor","deviceId":"1"}
                """;
            expect other;
        }

        test "another's report of a change" {
            request = """
                POST /hook HTTP/1.1
                Host: app.example.net
                Content-Type: application/json

                {"eventType":"changeReport","context":{"deviceMac":"01"}}
                """;
            expect other;
        }

        test "the newer app" {
            server.name = "wonderlabs.eu.api.switchbot.net";
            expect switchbot.mobile by api;
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
