// Tuya: the platform behind many makers' plugs, lamps and cleaners.
//
// White label devices keep Tuya's hosts, so they are Tuya's whatever is
// printed on them.
module tuya;

import lists.pages;

list hosts : host = [
    "tuya.com",
    "tuyaus.com",
    "tuyaeu.com",
    "tuyacn.com",
    "tuyain.com",
    "tuyaweu.com",
    "iot-dns.com",
    "lifeaiot.com",
    "iotbing.com",
];

// Pages for people and the developers' documents.
list sites : host = [
    "tuya.com",
    "www.tuya.com",
    "developer.tuya.com",
    "support.tuya.com",
    "expo.tuya.com",
    "iot.tuya.com",
    "pages.tuya.com",
    "solution.tuya.com",
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
    "m3-us.lifeaiot.com",
    "m3-eu.lifeaiot.com",
];

provider tuya "Tuya" {
    scope = server.name under hosts or dns.qname under hosts;

    platform tuya "Tuya" {
        category = cloud;
        reference = "Tuya open API, https://developer.tuya.com; TuyaOpen, mqtt_service.c; tuya-convert: psk-frontend.py, mq_pub_15.py; tinytuya; tuya/tuya-device-sharing-sdk (apigw.iotbing.com); TuyaOpen, names of data centres";

        negative site : easy = server.name in sites;
        negative page : easy = pages.is_page();
        sufficient negative : site or page;

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
                and http.request.header["sign"] matches /^[0-9A-F]{64}$/
                and http.request.header["t"] matches /^[0-9]{13}$/
                and http.request.path matches /^\/v[12]\.0\//;
            // A device: its gateway, its key and its data points.
            positive keys : hard = any of (
                http.response.json["/**/gwId"] is present
                    and http.response.json["/**/devId"] is present
                    and any of (
                        http.response.json["/**/dps"] is present,
                        http.response.json["/**/localKey"] is present,
                    ),
                http.response.json["/**/local_key"] is present
                    and http.response.json["/**/biz_type"] is present
                    and http.response.json["/**/product_id"] is present,
                http.response.json["/**/mobileApiUrl"] is present
                    and http.response.json["/**/mobileMqttsUrl"] is present,
            );
            // The envelope of the open interface: a time in milliseconds, and the number of
            // the call, a UUID of version 1 in 32 digits; beside them what was asked for,
            // or a mistake in the interface's words.
            positive envelope : hard = all of (
                http.response.json["/tid"] matches /^[0-9a-f]{12}1[0-9a-f]{3}[89ab][0-9a-f]{15}$/,
                http.response.json["/t"] > 1000000000000,
                http.response.json["/success"] is present,
                http.response.json["/result"] is present
                    or http.response.json["/code"] is present
                        and http.response.json["/msg"]
                            matches /^(token (invalid|is expired)|sign invalid|clientId is invalid|permission deny|uri path invalid)$/,
            );
            // Headers, or a body alone, say nothing behind the name of another
            // company; an address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/ and not server.name under hosts;
            sufficient positive priority 180 : api or action;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : open_api or keys or envelope;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive action : easy =
                http.request.path == "/d.json"
                and http.request.query["a"] starts_with "tuya.device.";
            // Addresses for devices that share a key with the cloud.
            positive urls : hard = any of (
                all of (
                    http.response.json["/**/httpsPSKUrl"] is present,
                    http.response.json["/**/mqttsPSKUrl"] is present,
                    http.response.json["/**/httpUrl"] is present,
                ),
                all of (
                    http.response.json["/**/httpsPSKUrl"] is present,
                    http.response.json["/**/gwApiUrl"] is present,
                    http.response.json["/**/gwMqttUrl"] is present,
                ),
            );
            positive topic : easy =
                mqtt.topic matches /^smart\/device\/(in|out)\/[0-9a-zA-Z]{16,24}$/;
            // TLS with a shared key: the identity begins with Tuya's name in
            // base 64, and is sent in the clear.
            positive psk : medium =
                payload.client at 0 == x"16 03" and payload.client contains "BAohbmd6aG91IFR1";
            // Newer firmware hides the name; the server's hint for the key does not
            // change.
            positive psk_hint : medium =
                payload.server at 0 == x"16 03" and payload.server contains "1dHRsc2NjbHltbGx3eWh5";
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/ and not server.name under hosts;
            sufficient positive priority 180 : cloud or action or topic or psk or psk_hint;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : urls;
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

        test "pages for people below the cloud's name" {
            server.name = "docs.tuya.com";
            expect provider tuya;
        }

        test "addresses for a device" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"gwApiUrl":"http://192.0.2.1/gw.json","httpsPSKUrl":"https://192.0.2.1/gw.json","gwMqttUrl":"192.0.2.1"}}
                """;
            expect tuya.device by urls;
        }

        test "another company's list of addresses" {
            request = """
                GET /v2/url_config HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"httpsPSKUrl": "a", "mqttsPSKUrl": "b", "httpUrl": "c"}
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

        test "the open interface, its host not seen" {
            request = """
                GET /v1.0/token?grant_type=1 HTTP/1.1
                client_id: 0123456789abcdefghij
                sign_method: HMAC-SHA256
                sign: 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF
                t: 1700000000000

                """;
            expect tuya.mobile by open_api;
        }

        test "another's signed call" {
            request = """
                GET /v1.0/token?grant_type=1 HTTP/1.1
                Host: api.example.net
                client_id: 0123456789abcdefghij
                sign_method: HMAC-SHA256
                sign: 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF
                t: 1700000000000

                """;
            expect other;
        }

        test "another's call without a time" {
            request = """
                GET /v1.0/orders HTTP/1.1
                client_id: 0123456789abcdefghij
                sign_method: HMAC-SHA256

                """;
            expect other;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"gwId":"1","devId":"1","dps":{"1":true}},"success":true,"t":1}
                """;
            expect other;
        }

        test "a device's answer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"gwId":"1","devId":"1","dps":{"1":true}},"success":true,"t":1}
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
            payload.server = "\x16\x03\x03\x00\x2a\x0c\x00\x00\x26\x00\x241dHRsc2NjbHltbGx3eWh50000000000000000";
            expect tuya.device by psk_hint;
        }

        test "another's shared key of the same length" {
            flow.transport = "tcp";
            server.port = 443;
            payload.client = x"16 03 03 00 37 10 00 00 33 00 31 02";
            expect other;
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
            mqtt.topic = ["smart/device/in/bf7e9b4aacf4f733d8o3zz"];
            expect tuya.device by topic;
        }

        test "a question" {
            dns.qname = "h3-eu.iot-dns.com";
            expect tuya.dns by question;
        }

        test "an imager's spins and payments" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"dps":250,"biz_type":"sale","localKey":"x"}
                """;
            expect other;
        }

        test "another's servers" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"mqttUrl":"a","httpUrl":"b"}
                """;
            expect other;
        }

        test "a configuration of servers" {
            request = """
                GET /v1/url_config HTTP/1.1
                Accept: */*

                """;
            expect other;
        }

        test "another's lamp" {
            mqtt.topic = ["smart/device/in/lamp1"];
            expect other;
        }

        test "the maker's site" {
            server.name = "www.tuya.com";
            expect provider tuya;
        }

        test "a device by a newer name" {
            server.name = "m3-us.lifeaiot.com";
            expect tuya.device by cloud;
        }

        test "the app by a newer name" {
            server.name = "a1-eu.lifeaiot.com";
            expect tuya.mobile by api;
        }

        test "a question for Singapore" {
            dns.qname = "openapi-sg.iotbing.com";
            expect tuya.dns by question;
        }

        test "an answer of the open interface" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":true,"success":true,"t":1610695083843,"tid":"ffc1d4f03d4b11eb9ce1d2a1a3b9f0a1"}
                """;
            expect tuya.mobile by envelope;
        }

        test "another's envelope" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":true,"success":true,"t":1610695083843,"tid":"0123456789abcdef0123456789abcdef"}
                """;
            expect other;
        }
    }
}
