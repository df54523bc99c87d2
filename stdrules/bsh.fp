// BSH: Home Connect, the appliances of Bosch and Siemens.
module bsh;

import lists.certificate;

list app_hosts : host = [
    "api.home-connect.com",
    "services.home-connect.com",
    "api-rna.home-connect.com",
    "simulator.home-connect.com",
];

// What appliances ask for; apps did, too, for what an appliance can do.
list device_hosts : host = ["homeconnectegw.com"];
list domains : host = ["home-connect.com", "homeconnectegw.com"];

provider bsh "BSH" {
    scope = server.name under domains or dns.qname under domains;

    platform home_connect "Home Connect" {
        category = appliance;
        reference = "api-docs.home-connect.com; DavidMStraub/homeconnect; hcpy2-0/hcpy, hc-login.py; home-assistant/core, components/home_connect/manifest.json";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive media_type : easy =
                http.request.header["Accept"] contains "application/vnd.bsh.sdk.v1+json"
                or http.response.header["Content-Type"] contains "application/vnd.bsh.sdk.v1+json";
            positive appliance : hard = all of (
                http.response.json["/data/haId"] is present
                    or http.response.json["/data/homeappliances/*/haId"] is present,
                http.response.json["/data/vib"] is present
                    or http.response.json["/data/homeappliances/*/vib"] is present,
                http.response.json["/data/enumber"] is present
                    or http.response.json["/data/homeappliances/*/enumber"] is present,
            );
            // What appliances do, by the makers' words.
            positive words : hard = http.response.body contains [
                "\"BSH.Common.",
                "\"ConsumerProducts.CoffeeMaker.",
                "\"Dishcare.Dishwasher.",
                "\"LaundryCare.Washer.",
                "\"LaundryCare.Dryer.",
                "\"Cooking.Oven.",
            ];
            // A header or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : media_type or appliance or words;
        }

        fingerprint cloud {
            positive host : easy = server.name under device_hosts;
            positive certificate : medium = certificate.is_for(["homeconnectegw.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x0c_homeconnect[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x0c_homeconnect[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : service;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.homeconnectegw.com"];
            expect home_connect.cloud by certificate;
        }

        test "appliances of an address" {
            request = """
                GET /api/homeappliances HTTP/1.1
                Host: 203.0.113.9

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data": {"homeappliances": [{"haId": "BOSCH-1", "vib": "WTX", "enumber": "WTX87K80/04"}]}}
                """;
            expect home_connect.mobile by appliance;
        }

        test "an appliance's own kind of document" {
            request = """
                GET /api/homeappliances/1/status HTTP/1.1
                Host: 203.0.113.9
                Accept: application/vnd.bsh.sdk.v1+json

                """;
            expect home_connect.mobile by media_type;
        }

        test "the path alone" {
            request = """
                GET /api/homeappliances HTTP/1.1
                Host: 203.0.113.9

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":{"homeappliances":[{"haId":"1"}]}}
                """;
            expect other;
        }

        test "another maker's appliances" {
            request = """
                GET /api/homeappliances HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "the app" {
            server.name = "api.home-connect.com";
            expect home_connect.mobile by api;
        }

        test "a question" {
            dns.qname = "api.home-connect.com";
            expect home_connect.dns by question;
        }

        test "an appliance" {
            request = """
                GET /api/homeappliances HTTP/1.1
                Host: api.home-connect.com
                Accept: application/vnd.bsh.sdk.v1+json

                """;
            expect home_connect.mobile by api;
        }

        test "the product's site" {
            server.name = "www.home-connect.com";
            expect provider bsh;
        }

        test "a name that only begins alike" {
            server.name = "api.home-connect.com.example.net";
            expect other;
        }

        test "an appliance" {
            server.name = "reu.comws.homeconnectegw.com";
            expect home_connect.cloud by host;
        }

        test "an appliance asks" {
            dns.qname = "prod.reu.rest.homeconnectegw.com";
            expect home_connect.dns by question;
        }

        test "the app of today" {
            server.name = "eu.services.home-connect.com";
            expect home_connect.mobile by api;
        }

        test "_homeconnect._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000c5f686f6d65636f6e6e656374045f746370056c6f63616c00000c00010000007800040161c00c";
            expect home_connect.local by service;
        }

        test "a question for _homeconnect._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000000000010000000000000c5f686f6d65636f6e6e656374045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "a status" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":{"status":[{"key":"BSH.Common.Status.DoorState","value":"BSH.Common.EnumType.DoorState.Closed"}]}}
                """;
            expect home_connect.mobile by words;
        }

        test "a status of others" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":{"status":[{"key":"Common.Status.DoorState"}]}}
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

                {"data":{"status":[{"key":"BSH.Common.Status.DoorState","value":"BSH.Common.EnumType.DoorState.Closed"}]}}
                """;
            expect other;
        }
    }
}
