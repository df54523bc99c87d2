// SimpliSafe: alarms. Only the interface's names count; the shop has the same
// domain.
module simplisafe;

list app_hosts : host = [
    "api.simplisafe.com",
    "auth.simplisafe.com",
    "prd.aser.simplisafe.com",
    "prd.cam.simplisafe.com",
];

list domains : host = ["simplisafe.com"];

provider simplisafe "SimpliSafe" {
    scope = server.name under domains or dns.qname under domains;

    platform simplisafe "SimpliSafe" {
        category = alarm;
        reference = "simplisafe-python; homebridge-simplisafe3, an npm package; bachya/simplisafe-python, tests/fixtures";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // A subscription and the system in its place.
            positive system : hard = all of (
                http.response.json["/**/sid"] is present,
                http.response.json["/**/location/system/alarmState"] is present,
                http.response.json["/**/location/system/isAlarming"] is present,
            );
            // Sensors, with a flag of the makers of alarms.
            positive sensors : hard = all of (
                http.response.json["/sensors/*/serial"] is present,
                http.response.json["/sensors/*/flags/swingerShutdown"] is present,
                http.response.json["/sensors/*/flags/lowBattery"] is present,
            );
            // Settings, and the base station's own.
            positive settings : hard = all of (
                http.response.json["/settings/normal"] is present,
                http.response.json["/basestationStatus"] is present,
                http.response.json["/lastUpdated"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : system or sensors or settings;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts;
            sufficient positive : question;
        }

        test "a camera's picture" {
            server.name = "remix.us-east-1.prd.cam.simplisafe.com";
            expect simplisafe.mobile by api;
        }

        test "the app" {
            server.name = "api.simplisafe.com";
            expect simplisafe.mobile by api;
        }

        test "a question" {
            dns.qname = "socketlink.prd.aser.simplisafe.com";
            expect simplisafe.dns by question;
        }

        test "the maker's shop" {
            server.name = "www.simplisafe.com";
            expect provider simplisafe;
        }

        test "a name that only begins alike" {
            server.name = "api.simplisafe.com.example.net";
            expect other;
        }

        test "a camera's picture" {
            server.name = "app-hub.prd.aser.simplisafe.com";
            expect simplisafe.mobile by api;
        }

        test "a question for it" {
            dns.qname = "app-hub.prd.aser.simplisafe.com";
            expect simplisafe.dns by question;
        }

        test "a subscription" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"subscriptions":[{"uid":12345,"sid":12345,"sStatus":20,"location":{"system":{"serial":"1234ABCD","alarmState":"OFF","isAlarming":false}}}]}
                """;
            expect simplisafe.mobile by system;
        }

        test "sensors" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"account":12345,"success":true,"sensors":[{"type":5,"serial":"825","name":"Fire Door","flags":{"swingerShutdown":false,"lowBattery":false,"offline":false}}]}
                """;
            expect simplisafe.mobile by sensors;
        }

        test "settings" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"account":"12345","settings":{"normal":{"alarmDuration":240}},"basestationStatus":{"backupBattery":5293},"lastUpdated":1}
                """;
            expect simplisafe.mobile by settings;
        }

        test "another's sensors" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"sensors":[{"serial":"1","flags":{"lowBattery":false}}]}
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

                {"subscriptions":[{"uid":12345,"sid":12345,"sStatus":20,"location":{"system":{"serial":"1234ABCD","alarmState":"OFF","isAlarming":false}}}]}
                """;
            expect other;
        }
    }
}
