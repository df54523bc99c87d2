// Haier: U+ in China and hOn in Europe.
//
// U+ signs each call with a set of headers of its own and answers with retCode
// and retInfo; hOn stands on Amazon's Cognito and AWS IoT.
module haier;

list app_hosts : host = [
    "uws.haier.net",
    "zj.haier.net",
    "account-api.haier.net",
    "wssgw.haier.net",
    "dev-uws.haigeek.com",
    "api.haigeek.com",
    "internal.uws.haier.net",
    "he.services",
    "hon-smarthome.com",
];

list device_hosts : host = ["a30f6tqw0oh1x0-ats.iot.eu-west-1.amazonaws.com"];

list domains : host = [
    "haier.net",
    "haigeek.com",
    "haiersmarthomes.com",
    "haier.com",
    "ehaier.com",
    "he.services",
    "hon-smarthome.com",
    "hon-smarthome.it",
];

provider haier "Haier" {
    scope = server.name under domains or dns.qname under domains;

    platform haier "Haier (U+ and hOn)" {
        category = appliance;
        reference = "U+ open platform API; haier-iot documents; pyhOn";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // The signature of a call: sequence, time and sum.
            positive signature : medium = all of (
                http.request.header["sequenceId"] matches /^[0-9]{13,20}$/,
                http.request.header["timestamp"] matches /^[0-9]{13}$/,
                http.request.header["sign"] is present,
                http.request.header["clientId"] is present,
            );
            positive path : easy = http.request.path starts_with [
                "/uds/v1/protected/",
                "/ufm/v1/protected/",
                "/shadow/v1/devdigitalmodels",
                "/gmsWS/wsag/assign",
                "/stdudse/v1/sendbatchCmd/",
                "/api-gw/oauthserver/account/v1/refreshToken",
            ];
            positive cognito : easy = http.request.header["cognito-token"] is present;
            positive answer : hard =
                http.response.json["/retCode"] matches /^[A-Z]?[0-9]{5}$/
                and http.response.json["/retInfo"] is present;
            // The same in a body that is cut or is no clean JSON.
            positive answer_text : hard =
                http.response.body matches /"retCode"\s*:\s*"[0-9A-Z]{5,6}"/
                and http.response.body contains "\"retInfo\"";
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api or signature or path or cognito;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : answer or answer_text;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive authorizer : easy = mqtt.username contains "candy-iot-authorizer";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "uws.haier.net";
            expect haier.mobile by api;
        }

        test "a device" {
            server.name = "a30f6tqw0oh1x0-ats.iot.eu-west-1.amazonaws.com";
            expect haier.device by cloud;
        }

        test "a question" {
            dns.qname = "uws.haier.net";
            expect haier.dns by question;
        }

        test "a device at the rented endpoint" {
            server.name = "a30f6tqw0oh1x0-ats.iot.eu-west-1.amazonaws.com";
            expect haier.device behind aws_iot;
        }

        test "a call" {
            request = """
                POST /uds/v1/protected/deviceinfos HTTP/1.1
                Host: uws.haier.net
                appId: MB-TEST-0000
                clientId: 123
                sequenceId: 20161020153428000015
                timestamp: 1533882163013
                sign: 0

                """;
            expect haier.mobile by api, signature, path;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"retCode":"00000","retInfo":"ok","payload":{}}
                """;
            expect other;
        }

        test "an answer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"retCode":"00000","retInfo":"ok","payload":{}}
                """;
            expect haier.mobile by answer, answer_text;
        }

        test "the maker's site" {
            server.name = "www.haier.com";
            expect provider haier;
        }

        test "a name that only begins alike" {
            server.name = "uws.haier.net.example.net";
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer haier over aws_iot;
