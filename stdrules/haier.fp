// Haier: U+ in China and hOn in Europe.
//
// U+ signs each call for an application (MB-..., SV-...) and answers with retCode
// and retInfo; hOn stands on Amazon's Cognito and AWS IoT.
module haier;

import lists.pages;

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
    // U+ outside China, one name a region.
    "haieriot.net",
];

// Pages for people.
list sites : host = ["hon-smarthome.com", "he.services", "haieriot.net"];

list device_hosts : host = ["a30f6tqw0oh1x0-ats.iot.eu-west-1.amazonaws.com"];

list domains : host = [
    "haier.net",
    "haigeek.com",
    "haieriot.net",
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
        reference = "haier-iot/cloud-api, documents (uws-gea-us, uws-gea-euro and uws-sea at haieriot.net); Andre0512/pyhOn; public clients of uws-sgp and gw-sgp at haieriot.net";

        negative page : easy = pages.is_page() or server.name in sites or dns.qname in sites;
        sufficient negative : page;

        fingerprint mobile {
            positive api : easy =
                server.name under app_hosts
                and not server.name matches /^gw(-[a-z]+)+\.haieriot\.net$/;
            // The signature of a call: an application's id in the maker's form, time and sum.
            positive signature : medium = all of (
                http.request.header["appId"] matches /^(MB|SV)-[^-]+-[0-9]{4}$/
                    or http.request.header["systemId"] starts_with "SV-",
                http.request.header["timestamp"] matches /^[0-9]{10,13}$/,
                http.request.header["sign"] is present,
            );
            positive path : easy = http.request.path starts_with [
                "/dcs/device-service-2b/",
                "/dcs/device-service-2c/",
                "/gmsWS/wsag/assign",
                "/rcs/avm/tencent/device/",
                "/shadow/v1/devdigitalmodels",
                "/stdudse/v1/",
                "/uds/v1/protected/",
                "/ufm/v1/protected/",
            ];
            // A code of five digits, and what it says, are anyone's; with the maker's names,
            // or in a call of an application of the maker's, they are Haier's.
            positive answer : medium =
                http.response.body matches /"retCode"\s*:\s*"[0-9A-Z]{5,6}"/
                and http.response.body contains "\"retInfo\"";
            positive names : hard =
                http.response.body contains [
                    ".haier.net/",
                    ".haigeek.com/",
                    "\"uPlusID\"",
                    "\"uplusId\"",
                    "\"uplusCode\"",
                    "\"dayWeathers\"",
                ]
                or http.response.body matches /"source"\s*:\s*"haier"/
                or http.request.body contains ["\"uPlusID\"", "\"uPlusCode\"", ".haigeek.com\""];
            // Machines of a maker who joins his cloud to U+, with the number of the call.
            positive machines : hard = all of (
                http.response.body contains "\"sequenceId\"",
                http.response.body contains "\"machineId\"",
                http.response.body contains "\"machineName\"",
                http.response.body contains "\"productId\"",
                http.response.body contains "\"openId\"",
            );
            // A path, headers or a body alone say nothing behind the name of another
            // company; an address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : signature or path or (answer and (names or machines));
        }

        fingerprint device {
            positive cloud : easy =
                server.name under device_hosts
                or server.name matches /^gw(-[a-z]+)+\.haieriot\.net$/;
            positive authorizer : easy = mqtt.username contains "candy-iot-authorizer";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a gateway of devices" {
            server.name = "gw-sgp.haieriot.net";
            expect haier.device by cloud;
        }

        test "the app outside China" {
            server.name = "uws-sgp.haieriot.net";
            expect haier.mobile by api;
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
            expect haier.mobile by api;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"retCode":"00000","retInfo":"ok","uplusId":"1"}
                """;
            expect other;
        }

        test "an answer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"retCode":"00000","retInfo":"ok","uplusId":"1"}
                """;
            expect haier.mobile by answer, names;
        }

        test "a call to an address" {
            request = """
                POST /shadow/v1/info HTTP/1.1
                Host: 10.2.0.16
                appId: MB-TEST-0000
                timestamp: 1533882163013
                sign: 0

                """;
            expect haier.mobile by signature;
        }

        test "families at an address" {
            request = """
                POST /ufm/v1/protected/familyService/family HTTP/1.1
                Host: 10.2.0.16

                """;
            expect haier.mobile by path;
        }

        test "machines of a maker who joins" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"retCode":"00000","retInfo":"ok","sequenceId":"1","openId":"1","devices":[{"productId":"2","machineId":"3","machineName":"Oven"}]}
                """;
            expect haier.mobile by answer, machines;
        }

        test "machines that sell drinks" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"retCode":"00000","retInfo":"ok","openId":"1","goods":[{"productId":"2","machineId":"3","machineName":"Hall"}]}
                """;
            expect other;
        }

        test "an answer of another's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"retCode":"00000","retInfo":"ok","payload":{}}
                """;
            expect other;
        }

        test "a signature of another's" {
            request = """
                POST /v1/order HTTP/1.1
                Host: 203.0.113.9
                appId: wx0123
                clientId: x
                sequenceId: 20240101000000001
                timestamp: 1700000000000
                sign: abc

                """;
            expect other;
        }

        test "a token of anyone's" {
            request = """
                GET /v1/x HTTP/1.1
                Host: api.example.com
                cognito-token: e
                id-token: e

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.haier.com";
            expect provider haier;
        }

        test "the site of the app" {
            dns.qname = "hon-smarthome.com";
            expect provider haier;
        }

        test "help below a name of the cloud" {
            server.name = "support.hon-smarthome.com";
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
