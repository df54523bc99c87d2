// Withings: scales and sensors of the body.
module withings;

import lists.third_party;

list app_hosts : host = ["wbsapi.withings.net"];

list device_hosts : host = ["scalews.withings.net", "babyws.withings.net", "xmpp.withings.net"];

list domains : host = ["withings.net", "withings.com"];

provider withings "Withings" {
    scope = server.name under domains or dns.qname under domains;

    platform withings "Withings" {
        category = health;
        reference = "Withings public API documents, https://developer.withings.com; andypitcher/IoT_Sentinel, captures_IoT-Sentinel/Withings; ScaleWS, https://github.com/Fedonono/ScaleWS; mhop/fhem-mirror, fhem/FHEM/32_withings.pm";

        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        sufficient negative : third_party;

        // The interface of apps and of other programs.
        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            sufficient positive : api;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive agent : easy = http.request.header["User-Agent"] == "Withings UserAgent";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
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
    }
}
