// Espressif: ESP RainMaker. Modules of Espressif are in devices of all makers, so
// that its other names say nothing of a platform.
module espressif;

list cloud_hosts : host = ["api.rainmaker.espressif.com", "esp-claiming.rainmaker.espressif.com"];

list domains : host = ["espressif.com", "espressif.cn"];

provider espressif "Espressif" {
    scope = server.name under domains or dns.qname under domains;

    platform rainmaker "ESP RainMaker" {
        category = hub;
        reference = "espressif/esp-rainmaker, cli; rainmaker.espressif.com, documents; ESP RainMaker, node specification: standard types, MQTT topics";

        fingerprint cloud {
            positive api : easy = server.name in cloud_hosts;
            sufficient positive : api;
        }

        fingerprint mobile {
            // Nodes, by the words of the specification.
            positive words : hard = http.response.body contains ["\"esp.device.", "\"esp.param."];
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : words;
        }

        fingerprint device {
            positive topic : easy =
                mqtt.topic
                    matches /^node\/[A-Za-z0-9]{6,32}\/(params\/(local|remote)(\/init)?|ota(url|fetch|status)|user\/mapping)$/;
            sufficient positive : topic;
        }

        fingerprint dns {
            positive question : easy = dns.qname in cloud_hosts;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "api.rainmaker.espressif.com";
            expect rainmaker.cloud by api;
        }

        test "a question" {
            dns.qname = "esp-claiming.rainmaker.espressif.com";
            expect rainmaker.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.rainmaker.espressif.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "rainmaker.espressif.com";
            expect provider espressif;
        }

        test "a lamp of a node" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"node_details":[{"id":"1","config":{"devices":[{"name":"Light","type":"esp.device.lightbulb","params":[]}]}}]}
                """;
            expect rainmaker.mobile by words;
        }

        test "the same at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"type":"esp.device.lightbulb"}
                """;
            expect other;
        }

        test "another's lamp" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"node_details":[{"type":"device.lightbulb"}]}
                """;
            expect other;
        }

        test "a topic" {
            mqtt.topic = ["node/AbCdEf0123456789AbCdEf/params/local"];
            expect rainmaker.device by topic;
        }

        test "another's topic" {
            mqtt.topic = ["node/1/config"];
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer rainmaker over aws_iot;
