// Tuya: the platform behind many makers' plugs, lamps and cleaners.
//
// White label devices keep Tuya's hosts, so they are Tuya's whatever is
// printed on them.
module tuya;

list hosts : host = [
    "tuya.com",
    "tuyaus.com",
    "tuyaeu.com",
    "tuyacn.com",
    "tuyain.com",
    "tuyaweu.com",
    "iot-dns.com",
];

// Pages for people and the developers' documents.
list sites : host = [
    "tuya.com",
    "www.tuya.com",
    "developer.tuya.com",
    "support.tuya.com",
    "expo.tuya.com",
    "images.tuyaus.com",
    "images.tuyaeu.com",
    "images.tuyacn.com",
];

// Below each region's domain: m<n> is the broker, a<n> the interface of apps
// (and a3 that of devices); h<n> and m<n> of iot-dns find the region.
list device_hosts : host = [
    "iot-dns.com",
    "m1.tuyaus.com",
    "m1.tuyaeu.com",
    "m1.tuyacn.com",
    "m1.tuyain.com",
    "m2.tuyaus.com",
    "m2.tuyaeu.com",
    "m2.tuyacn.com",
    "m2.tuyain.com",
    "a3.tuyaus.com",
    "a3.tuyaeu.com",
    "a3.tuyacn.com",
    "a3.tuyain.com",
    "fireware-ttls.tuyaus.com",
];

provider tuya "Tuya" {
    scope = server.name under hosts or dns.qname under hosts;

    platform tuya "Tuya" {
        category = cloud;
        reference = "Tuya open API and device SDK; tuya-convert; tinytuya";

        negative site : easy = server.name in sites;
        sufficient negative : site;

        fingerprint mobile {
            positive api : easy = server.name under hosts and not server.name under device_hosts;
            // One path for everything; the action says what.
            positive action : easy =
                http.request.path == "/api.json"
                and (http.request.query["a"] starts_with "tuya.m."
                    or http.request.form["a"] starts_with "tuya.m.");
            positive open_api : medium =
                http.request.header["sign_method"] == "HMAC-SHA256"
                and http.request.header["client_id"] is present
                and http.request.path starts_with ["/v1.0/", "/v2.0/"];
            // A device: its gateway, its key and its data points.
            positive keys : hard = 2 of (
                http.response.json["/**/gwId"] is present,
                http.response.json["/**/localKey"] is present
                    or http.response.json["/**/local_key"] is present,
                http.response.json["/**/dps"] is present,
                http.response.json["/**/devId"] is present,
                http.response.json["/**/mobileApiUrl"] is present,
                http.response.json["/**/biz_type"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/ and not server.name under hosts;
            sufficient positive priority 180 : api or action or open_api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : keys;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive action : easy =
                http.request.path == "/d.json"
                and http.request.query["a"] starts_with "tuya.device.";
            positive region : medium = http.request.path in ["/v1/url_config", "/v2/url_config"];
            positive urls : hard =
                http.response.json["/**/mqttUrl"] is present
                    and http.response.json["/**/httpUrl"] is present
                or http.response.json["/**/mqttPSKUrl"] is present
                or http.response.json["/**/httpsPSKUrl"] is present;
            positive topic : easy =
                mqtt.topic starts_with ["smart/device/in/", "smart/device/out/"];
            // TLS with a shared key: the identity begins with Tuya's name in
            // base 64, and is sent in the clear.
            positive psk : medium =
                payload.client at 0 == x"16 03" and payload.client contains "BAohbmd6aG91IFR1";
            // Newer firmware hides the name: an identity of 49 bytes, of which
            // the first is 2, in a key exchange that holds nothing else.
            positive psk_form : medium =
                payload.client contains x"16 03 03 00 37 10 00 00 33 00 31 02"
                and server.port in [443, 8886]
                and flow.transport == "tcp";
            // The paths and the keys are others' as well.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/ and not server.name under hosts;
            sufficient positive priority 180 : cloud or action or topic or psk or psk_form;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : region or urls;
        }

        fingerprint local {
            // Frames on the home network, between prefix and suffix.
            positive port : easy =
                flow.transport == "udp" and server.port in [6666, 6667, 7000]
                or flow.transport == "tcp" and server.port == 6668;
            positive frame : easy =
                payload.client at 0 == x"00 00 55 aa"
                or payload.client at 0 == x"00 00 66 99"
                or payload.server at 0 == x"00 00 55 aa"
                or payload.server at 0 == x"00 00 66 99";
            sufficient positive : port and frame;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts and not dns.qname in sites;
            sufficient positive : question;
        }

        test "a device asks an address for its region" {
            request = """
                POST /v2/url_config HTTP/1.1
                Host: 203.0.113.9

                """;
            expect tuya.device by region;
        }

        test "another company's list of addresses" {
            request = """
                GET /v2/url_config HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"mqttUrl": "mqtt.example.net", "httpUrl": "api.example.net"}
                """;
            expect other;
        }

        test "the app" {
            request = """
                POST /api.json?a=tuya.m.location.list&v=1.0 HTTP/1.1
                Host: a1.tuyaeu.com

                """;
            expect tuya.mobile by api, action;
        }

        test "the open interface, under a name of its own" {
            request = """
                GET /v1.0/token?grant_type=1 HTTP/1.1
                Host: gateway.example.net
                client_id: 0123456789abcdefghij
                sign_method: HMAC-SHA256

                """;
            expect tuya.mobile by open_api;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"gwId":"1","dps":{"1":true}},"success":true,"t":1}
                """;
            expect other;
        }

        test "a device's answer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"gwId":"1","dps":{"1":true}},"success":true,"t":1}
                """;
            expect tuya.mobile by keys;
        }

        test "a device" {
            request = """
                POST /d.json?a=tuya.device.upgrade.get&gwId=1 HTTP/1.1
                Host: a3.tuyaus.com

                """;
            expect tuya.device by cloud, action;
        }

        test "a device without SNI, by its shared key" {
            flow.transport = "tcp";
            server.port = 8886;
            payload.client = "\x16\x03\x03\x00\x35\x10\x00\x00\x31\x00\x31\x02BAohbmd6aG91IFR1";
            expect tuya.device by psk;
        }

        test "a shared key whose identity hides the name" {
            flow.transport = "tcp";
            server.port = 8886;
            payload.client = x"16 03 03 00 37 10 00 00 33 00 31 02 96 d9 1a 1f";
            expect tuya.device by psk_form;
        }

        test "a broadcast" {
            flow.transport = "udp";
            server.port = 6667;
            payload.client = x"00 00 55 aa 00 00 00 00 00 00 00 13";
            expect tuya.local by port, frame;
        }

        test "the prefix on another port" {
            flow.transport = "udp";
            server.port = 5000;
            payload.client = x"00 00 55 aa 00 00 00 00";
            expect other;
        }

        test "a topic" {
            mqtt.topic = ["smart/device/in/0123"];
            expect tuya.device by topic;
        }

        test "a question" {
            dns.qname = "h3-eu.iot-dns.com";
            expect tuya.dns by question;
        }

        test "the maker's site" {
            server.name = "www.tuya.com";
            expect provider tuya;
        }
    }
}
