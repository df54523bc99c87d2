// Wink: a hub and its cloud.
module wink;

import lists.certificate;

list hosts : host = [
    "api-kubernetes-us-east-1.wink.com",
    "concierge-production.wink.com",
    "taxonomer.wink.com",
    "api.wink.com",
    // While it was Quirky's.
    "winkapi.quirky.com",
];

list domains : host = ["wink.com", "winkapi.quirky.com"];

provider wink "Wink" {
    scope = server.name under domains or dns.qname under domains;

    platform wink "Wink" {
        category = hub;
        reference = "Wink API, https://api.wink.com; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts; python-wink, tests/devices/api_responses";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["wink.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint mobile {
            // A device, what it is told and what it last read.
            positive unit : hard = all of (
                http.response.json["/data/**/desired_state"] is present,
                http.response.json["/data/**/last_reading"] is present,
                http.response.json["/data/**/manufacturer_device_model"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : unit;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "the inventor of it" {
            server.name = "www.quirky.com";
            expect other;
        }

        test "the interface under its first name" {
            server.name = "winkapi.quirky.com";
            expect wink.cloud by host;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.wink.com"];
            expect wink.cloud by certificate;
        }

        test "the cloud" {
            server.name = "api-kubernetes-us-east-1.wink.com";
            expect wink.cloud by host;
        }

        test "a question" {
            dns.qname = "api.wink.com";
            expect wink.dns by question;
        }

        test "a payment is no IoT" {
            server.name = "cashier-production.wink.com";
            expect provider wink;
        }

        test "a name that only begins alike" {
            server.name = "api-kubernetes-us-east-1.wink.com.example.net";
            expect other;
        }

        test "a lamp" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"light_bulb_id":"1","desired_state":{"powered":false},"last_reading":{"powered":false},"manufacturer_device_model":"wink_x"}],"errors":[],"pagination":{}}
                """;
            expect wink.mobile by unit;
        }

        test "a twin of others" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"desired_state":{},"last_reading":{}}]}
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

                {"data":[{"desired_state":{},"last_reading":{},"manufacturer_device_model":"x"}]}
                """;
            expect other;
        }
    }
}
