// iRobot: Roomba. The cleaner serves MQTT over TLS on the home network, under a
// certificate of the maker's own authority, and
// speaks to AWS IoT, by one account's endpoint.
module irobot;

import lists.certificate;
import lists.pages;
import lists.third_party;

list app_hosts : host = ["irobotapi.com"];

list device_hosts : host = [
    "irobot.axeda.com",
    "a2uowfjvhio0fa.iot.us-east-1.amazonaws.com",
    "a2uowfjvhio0fa-ats.iot.us-east-1.amazonaws.com",
];

list domains : host = ["irobotapi.com", "irobot.com", "irobot.axeda.com"];

provider irobot "iRobot" {
    scope = server.name under domains or dns.qname under domains;

    platform irobot "iRobot" {
        category = robot;
        reference = "dorita980, https://github.com/koalazak/dorita980; roombapy; rapid7/recog, x509_issuers.xml; the answer of disc-prod.iot.irobotapi.com, member mqtt";

        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        negative page : easy = pages.is_page();
        sufficient negative : third_party or page;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive agent : easy =
                http.request.header["User-Agent"] starts_with "aspen%20production/";
            positive asset : easy = http.request.header["ASSET-ID"] starts_with "ElPaso@irobot!";
            positive script : easy =
                http.request.path == "/services/v1/rest/Scripto/execute/AspenApiRequest";
            // An account's robots, each with the part of the cloud that serves it.
            positive robots : hard = all of (
                http.response.json["/robots/*/svcDeplId"] is present,
                http.response.json["/robots/*/softwareVer"] is present,
                http.response.json["/robots/*/sku"] is present,
            );
            // What the app calls itself says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api or asset or script;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : agent or robots;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive certificate : medium =
                certificate.is_for(["irobotapi.com", "irobot.axeda.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint local {
            // A cleaner answers by multicast DNS, by the maker's name and its number.
            positive service : easy =
                payload.client at 2 == x"84"
                and payload.client contains "\x0b_amzn-alexa"
                and payload.client matches /[\x17-\x27](irobot|roomba)-[0-9a-f]{16,32}/i
                and server.port == 5353
                and flow.transport == "udp";
            positive port : easy = flow.transport == "udp" and server.port == 5678;
            positive search : easy = payload.client starts_with "irobotmcs";
            // A cleaner answers with its names.
            positive answer : easy =
                payload.server contains "\"robotname\":"
                or payload.client contains "\"robotname\":";
            positive certificate : medium =
                payload.server at 0 == x"16 03" and payload.server contains "Roomba CA"
                or tls.cert.issuer contains "CN=Roomba CA";
            sufficient positive : (port and (search or answer)) or certificate or service;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.irobotapi.com"];
            expect irobot.device by certificate;
        }

        test "pages for people below the cloud's name" {
            server.name = "developer.irobotapi.com";
            expect provider irobot;
        }

        test "a cleaner's certificate" {
            tls.cert.issuer = "CN=Roomba CA,OU=HBU,O=iRobot,L=Bedford,ST=MA,C=US";
            expect irobot.local by certificate;
        }

        test "the app at another company" {
            request = """
                POST /v1/events HTTP/1.1
                Host: d1234.cloudfront.net
                User-Agent: aspen%20production/2618

                """;
            expect provider amazon;
        }

        test "the app" {
            server.name = "disc-prod.iot.irobotapi.com";
            expect irobot.mobile by api;
        }

        test "a device" {
            server.name = "irobot.axeda.com";
            expect irobot.device by cloud;
        }

        test "a question" {
            dns.qname = "disc-prod.iot.irobotapi.com";
            expect irobot.dns by question;
        }

        test "a search on the home network" {
            flow.transport = "udp";
            server.port = 5678;
            payload.client = "irobotmcs";
            expect irobot.local by port, search;
        }

        test "the app finds its region" {
            request = """
                GET /v1/discover/endpoints?country_code=US HTTP/1.1
                Host: disc-prod.iot.irobotapi.com

                """;
            expect irobot.mobile by api;
        }

        test "another app of this name" {
            request = """
                POST /v1/events HTTP/1.1
                Host: api.example.net
                User-Agent: aspen%20production/2618

                """;
            expect other;
        }

        test "another's endpoints" {
            request = """
                GET /v1/discover/endpoints?country_code=US HTTP/1.1
                Accept: */*

                """;
            expect other;
        }

        test "the app, its host not seen" {
            request = """
                POST /v1/login HTTP/1.1
                User-Agent: aspen%20production/2618

                """;
            expect irobot.mobile by agent;
        }

        test "the maker's site" {
            server.name = "www.irobot.com";
            expect provider irobot;
        }

        test "a name that only begins alike" {
            server.name = "irobotapi.com.example.net";
            expect other;
        }

        test "a cleaner at the rented endpoint" {
            server.name = "a2uowfjvhio0fa-ats.iot.us-east-1.amazonaws.com";
            expect irobot.device behind aws_iot;
        }

        test "a cleaner asks for it" {
            dns.qname = "a2uowfjvhio0fa.iot.us-east-1.amazonaws.com";
            expect irobot.dns by question;
        }

        test "robots" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"robots":{"3115850251687850":{"password":"x","sku":"R980020","softwareVer":"v2.4.8","name":"y","svcDeplId":"v007"}}}
                """;
            expect irobot.mobile by robots;
        }

        test "another's robots" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"robots":[{"sku":"1","softwareVer":"2"}]}
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

                {"robots":{"3115850251687850":{"password":"x","sku":"R980020","softwareVer":"v2.4.8","name":"y","svcDeplId":"v007"}}}
                """;
            expect other;
        }

        test "a cleaner answers" {
            flow.transport = "udp";
            server.port = 5678;
            payload.server = "{\"ver\":\"3\",\"hostname\":\"Roomba-1\",\"robotname\":\"x\"}";
            expect irobot.local by port, answer;
        }

        test "a cleaner by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000b5f616d7a6e2d616c657861045f746370056c6f63616c00000c000100000078001a17526f6f6d62612d33313135383530323531363837383530c00c";
            expect irobot.local by service;
        }

        test "another that answers to the same" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000b5f616d7a6e2d616c657861045f746370056c6f63616c00000c000100000078000a07737065616b6572c00c";
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer irobot over aws_iot;
