// ThingsBoard: a platform to run oneself, at any name; its topics tell it anywhere.
module thingsboard;

import lists.pages;

list hosts : host = ["thingsboard.cloud", "demo.thingsboard.io"];

list domains : host = ["thingsboard.io", "thingsboard.cloud"];

provider thingsboard "ThingsBoard" {
    scope = server.name under domains or dns.qname under domains;

    platform thingsboard "ThingsBoard" {
        category = cloud;
        reference = "ThingsBoard MQTT and HTTP device API references, https://thingsboard.io/docs; thingsboard-python-client-sdk, tb_gateway_mqtt.py";

        negative page : easy = pages.is_page();
        sufficient negative : page;

        fingerprint device {
            positive topic : easy =
                mqtt.topic
                    matches /^v1\/devices\/me\/(telemetry|attributes|(rpc|attributes)\/(request|response)\/[0-9+]+)$/;
            // A gateway speaks for devices: no one topic of these is rare.
            positive gateway : medium =
                mqtt.topic == "v1/gateway/telemetry"
                and mqtt.topic in ["v1/gateway/connect", "v1/gateway/rpc", "v1/gateway/attributes"];
            positive path : easy =
                http.request.path matches /^\/api\/v1\/[A-Za-z0-9]{20}\/telemetry$/;
            // A path alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : topic or gateway;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "pages for people below the cloud's name" {
            server.name = "docs.thingsboard.cloud";
            expect provider thingsboard;
        }

        test "the cloud" {
            server.name = "thingsboard.cloud";
            expect thingsboard.cloud by host;
        }

        test "a question" {
            dns.qname = "demo.thingsboard.io";
            expect thingsboard.dns by question;
        }

        test "a topic" {
            mqtt.topic = ["v1/devices/me/telemetry"];
            expect thingsboard.device by topic;
        }

        test "a path" {
            request = """
                POST /api/v1/0123456789abcdefghij/telemetry HTTP/1.1
                Host: 192.0.2.8

                """;
            expect thingsboard.device by path;
        }

        test "a call" {
            mqtt.topic = ["v1/devices/me/rpc/request/+"];
            expect thingsboard.device by topic;
        }

        test "a gateway" {
            mqtt.topic = ["v1/gateway/connect", "v1/gateway/telemetry"];
            expect thingsboard.device by gateway;
        }

        test "another's gateway" {
            mqtt.topic = ["v1/gateway/telemetry"];
            expect other;
        }

        test "another's devices" {
            mqtt.topic = ["v1/devices/me", "v1/devices/42/telemetry"];
            expect other;
        }

        test "another's path" {
            request = """
                POST /api/v1/abcdefghij0123456789/telemetry HTTP/1.1
                Host: api.example.com

                """;
            expect other;
        }

        test "attributes of a product" {
            request = """
                GET /api/v1/abcdefghij0123456789/attributes HTTP/1.1
                Accept: */*

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "thingsboard.io";
            expect provider thingsboard;
        }

        test "a name that only begins alike" {
            server.name = "thingsboard.cloud.example.net";
            expect other;
        }
    }
}
