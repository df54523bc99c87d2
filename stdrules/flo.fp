// Flo, of Moen: a water shut-off.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module flo;

import lists.certificate;

list app_hosts : host = ["api-gw.meetflo.com", "api.meetflo.com", "api-bulk.meetflo.com"];

list device_hosts : host = ["mqtt.flosecurecloud.com"];
list domains : host = ["meetflo.com", "flosecurecloud.com"];

provider flo "Flo" {
    scope = server.name under domains or dns.qname under domains;

    platform flo "Flo" {
        category = water;
        reference = "bachya/aioflo; home-assistant/core, tests/components/flo/fixtures";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            positive device : hard = all of (
                http.response.json["/**/fwProperties"] is present,
                http.response.json["/**/lastHeardFromTime"] is present,
                http.response.json["/**/irrigationType"] is present
                    or http.response.json["/**/fwProperties/telemetry_flow_rate"] is present
                    or http.response.json["/**/fwProperties/alarm_snooze_enabled"] is present,
            );
            // A home, as its water sees it.
            positive home : hard = all of (
                http.response.json["/**/gallonsPerDayGoal"] is present,
                http.response.json["/**/waterShutoffKnown"] is present,
                http.response.json["/**/plumbingAppliances"] is present,
            );
            positive use : hard = all of (
                http.response.json["/aggregations/sumTotalGallonsConsumed"] is present,
                http.response.json["/items/*/gallonsConsumed"] is present,
                http.response.json["/params/locationId"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : device or home or use;
        }

        fingerprint device {
            positive cloud : easy = server.name in device_hosts;
            positive certificate : medium = certificate.is_for(["flosecurecloud.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts or dns.qname in device_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.flosecurecloud.com"];
            expect flo.device by certificate;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"isConnected":true,"lastHeardFromTime":"2020-07-24T12:45:00Z","fwProperties":{"telemetry_flow_rate":0},"irrigationType":"x"}
                """;
            expect other;
        }

        test "a device" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"isConnected":true,"lastHeardFromTime":"2020-07-24T12:45:00Z","fwProperties":{"telemetry_flow_rate":0},"irrigationType":"x"}
                """;
            expect flo.mobile by device;
        }

        test "JSON of someone else" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":1,"name":"x","status":"ok"}
                """;
            expect other;
        }

        test "a home" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"gallonsPerDayGoal":240,"waterShutoffKnown":"unsure","plumbingAppliances":["exp_tank"]}
                """;
            expect flo.mobile by home;
        }

        test "a day's water" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"params":{"locationId":"m"},"aggregations":{"sumTotalGallonsConsumed":3.674},"items":[{"gallonsConsumed":0.04}]}
                """;
            expect flo.mobile by use;
        }

        test "alarms that wait, of any service" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"notifications":{"pending":{"infoCount":0,"warningCount":2,"criticalCount":0}}}
                """;
            expect other;
        }

        test "firmware of a router" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"fwVersion":"1.0","fwProperties":{"channel":"beta"},"irrigationType":null}
                """;
            expect other;
        }

        test "the app" {
            server.name = "api-gw.meetflo.com";
            expect flo.mobile by api;
        }

        test "a question" {
            dns.qname = "api.meetflo.com";
            expect flo.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api-gw.meetflo.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "meetflo.com";
            expect provider flo;
        }

        test "the valve" {
            server.name = "mqtt.flosecurecloud.com";
            expect flo.device by cloud;
        }

        test "the valve asks where to report" {
            dns.qname = "api-bulk.meetflo.com";
            expect flo.dns by question;
        }
    }
}
