// Withings: scales and sensors of the body.
module withings;

import lists.certificate;
import lists.third_party;

list app_hosts : host = ["wbsapi.withings.net", "scalews.withings.com"];

list device_hosts : host = ["scalews.withings.net", "babyws.withings.net", "xmpp.withings.net"];

list domains : host = ["withings.net", "withings.com"];

provider withings "Withings" {
    scope = server.name under domains or dns.qname under domains;

    platform withings "Withings" {
        category = health;
        reference = "Withings public API documents, https://developer.withings.com; andypitcher/IoT_Sentinel, captures_IoT-Sentinel/Withings; ScaleWS, https://github.com/Fedonono/ScaleWS; mhop/fhem-mirror, fhem/FHEM/32_withings.pm; home-assistant/core, tests/components/withings/fixtures";

        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        sufficient negative : third_party;

        // The interface of apps and of other programs.
        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // Groups of measures.
            positive measures : hard = all of (
                http.response.json["/body/measuregrps/*/grpid"] is present,
                http.response.json["/body/measuregrps/*/measures"] is present,
                http.response.json["/status"] == 0,
            );
            // A scale or a watch, by its number and the hash of it.
            positive unit : hard = all of (
                http.response.json["/body/**/hash_deviceid"] is present,
                any of (
                    http.response.json["/body/**/model_id"] is present,
                    http.response.json["/body/**/hr_zone_0"] is present,
                    http.response.json["/body/**/startdate"] is present,
                ),
                http.response.json["/status"] == 0,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : measures or unit;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive agent : easy = http.request.header["User-Agent"] == "Withings UserAgent";
            positive certificate : medium = certificate.is_for(["withings.net", "withings.com"]);
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "the site proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["withings.com", "www.withings.com"];
            expect other;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.withings.net"];
            expect withings.device by certificate;
        }

        test "measures, by the newer name" {
            server.name = "scalews.withings.com";
            expect withings.mobile by api;
        }

        test "the app at another company" {
            request = """
                POST /v1/events HTTP/1.1
                Host: static.akamaized.net
                User-Agent: Withings UserAgent

                """;
            expect other;
        }

        test "a device" {
            server.name = "scalews.withings.net";
            expect withings.device by cloud;
        }

        test "a question" {
            dns.qname = "scalews.withings.net";
            expect withings.dns by question;
        }

        test "a scale" {
            request = """
                POST /cgi-bin/session HTTP/1.1
                Host: scalews.withings.net
                User-Agent: Withings UserAgent

                """;
            expect withings.device by cloud, agent;
        }

        test "a program asks" {
            server.name = "wbsapi.withings.net";
            expect withings.mobile by api;
        }

        test "the maker's site" {
            server.name = "www.withings.com";
            expect provider withings;
        }

        test "a name that only begins alike" {
            server.name = "scalews.withings.net.example.net";
            expect other;
        }

        test "a monitor for babies" {
            server.name = "babyws.withings.net";
            expect withings.device by cloud;
        }

        test "a sleep sensor asks for messages" {
            dns.qname = "xmpp.withings.net";
            expect withings.dns by question;
        }

        test "measures of a body" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":0,"body":{"updatetime":"1","measuregrps":[{"grpid":1,"attrib":0,"date":1618605055,"measures":[{"value":70,"type":1,"unit":0}]}]}}
                """;
            expect withings.mobile by measures;
        }

        test "a scale" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":0,"body":{"devices":[{"type":"Scale","battery":"high","model":"Body+","model_id":5,"deviceid":"f","hash_deviceid":"f"}]}}
                """;
            expect withings.mobile by unit;
        }

        test "another's envelope" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":0,"body":{"devices":[{"type":"Scale","deviceid":"f"}]}}
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

                {"status":0,"body":{"updatetime":"1","measuregrps":[{"grpid":1,"attrib":0,"date":1618605055,"measures":[{"value":70,"type":1,"unit":0}]}]}}
                """;
            expect other;
        }
    }
}
