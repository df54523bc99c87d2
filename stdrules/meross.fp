// Meross: plugs, lamps and garage doors. The same JSON, with a namespace
// Appliance.*, goes by MQTT and on the home network. Refoss builds on the same
// firmware and interface, with a cloud of its own: words that both use name neither.
module meross;

import lists.home;
import lists.third_party;

list app_hosts : host = [
    "iotx.meross.com",
    "iotx-eu.meross.com",
    "iotx-us.meross.com",
    "iotx-ap.meross.com",
    "iot.meross.com",
];

list device_hosts : host = [
    "eu-iotx.meross.com",
    "us-iotx.meross.com",
    "ap-iotx.meross.com",
    "mqtt-eu.meross.com",
    "mqtt-us.meross.com",
    "mqtt-ap.meross.com",
    "mqtt-eu-1.meross.com",
    "mqtt-eu-2.meross.com",
    "mqtt-eu-3.meross.com",
    "mqtt-eu-4.meross.com",
    "mqtt-us-1.meross.com",
    "mqtt-us-2.meross.com",
    "mqtt-us-3.meross.com",
    "mqtt-us-4.meross.com",
];

list domains : host = ["meross.com"];

provider meross "Meross" {
    scope = server.name under domains or dns.qname under domains;

    platform meross "Meross" {
        category = plug;
        reference = "MerossIot, https://github.com/albertogeniola/MerossIot; meross-cloud, an npm package; krahabb/meross_lan, hosts by region and names of types; ashionky/refoss_ha, what differs";

        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        sufficient negative : third_party;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive vendor : easy = http.request.header["vendor"] == "meross";
            positive agent : easy =
                http.request.header["User-Agent"] starts_with "intellect_socket/";
            // Its answers say where to go next, or what a device is.
            positive answer : hard = all of (
                http.response.json["/apiStatus"] is present,
                http.response.json["/sysStatus"] is present,
                http.response.json["/info"] is present,
                http.response.json["/timeStamp"] is present,
                http.response.body contains [".meross.com\"", ".meross.com:"]
                    or http.response.json["/data/**/deviceType"]
                        matches /^m(ss|sl|sg|sh|rs|od|ts|st|ap|fc|s[0-9])[0-9a-z]+$/,
            );
            // A header or a body alone says nothing behind the name of another company;
            // an address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : vendor or agent or answer;
        }

        fingerprint device {
            positive cloud : easy =
                server.name under device_hosts
                or server.name matches /^mqtt(-(eu|us|ap))?(-[0-9]+)?\.meross\.com$/;
            // An appliance or an app, by its number; Refoss has the same.
            positive topic : easy =
                mqtt.topic
                    matches /^\/(appliance\/[0-9a-f]{32}\/(subscribe|publish)|app\/[0-9]+-[0-9a-f]{32}\/subscribe)$/;
            positive domain : easy = server.name under domains;
            sufficient positive : cloud or (topic and domain);
        }

        fingerprint local {
            positive namespace : hard = any of (
                http.request.json["/header/namespace"]
                        matches /^Appliance\.(System|Control|Config|Digest|GarageDoor|RollerShutter|Hub|Encrypt|Mcu)\./
                    and http.request.json["/header/messageId"] is present
                    and http.request.json["/header/payloadVersion"] is present,
                http.response.json["/header/namespace"]
                        matches /^Appliance\.(System|Control|Config|Digest|GarageDoor|RollerShutter|Hub|Encrypt|Mcu)\./
                    and http.response.json["/header/messageId"] is present
                    and http.response.json["/header/payloadVersion"] is present,
            );
            positive path : easy = http.request.path == "/config";
            // What Refoss does not build, and how a device says what it is.
            positive kind : hard = any of (
                http.request.json["/header/namespace"]
                    matches /^Appliance\.(GarageDoor|RollerShutter|Hub|Control\.(Light|Thermostat|Diffuser|Spray|Mp3))\b/,
                http.response.json["/header/namespace"]
                    matches /^Appliance\.(GarageDoor|RollerShutter|Hub|Control\.(Light|Thermostat|Diffuser|Spray|Mp3))\b/,
                http.response.json["/payload/all/system/hardware/type"]
                    matches /^m(ss|sl|sg|sh|rs|od|ts|st|ap|fc|s[0-9])[0-9a-z]+$/,
                http.response.json["/payload/all/system/firmware/server"] ends_with ".meross.com",
            );
            // Refoss by its path, its types, its cloud or its client.
            negative refoss : medium = any of (
                http.request.path == "/public",
                http.response.json["/payload/all/system/hardware/type"] matches /^(em|r)[0-9]/,
                http.response.json["/payload/all/system/firmware/server"] ends_with ".refoss.net",
                http.request.json["/header/triggerSrc"] == "HA",
            );
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere() and not server.name under domains;
            sufficient negative priority 150 : refoss or elsewhere;
            sufficient positive : namespace and (path or kind);
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "another company's path" {
            request = """
                POST /v1/Auth/signIn HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "a login whose server is an address" {
            request = """
                POST /v1/Auth/signIn HTTP/1.1
                Host: 203.0.113.9

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"apiStatus":0,"sysStatus":0,"info":"Success","timeStamp":"2021-01-01 00:00:00","data":{"mqttDomain":"mqtt-eu.meross.com"}}
                """;
            expect meross.mobile by answer;
        }

        test "a login at Refoss" {
            request = """
                POST /v1/Auth/signIn HTTP/1.1
                Host: iotx-eu.refoss.net
                vendor: meross

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"apiStatus":0,"sysStatus":0,"info":"Success","timeStamp":"2021-01-01 00:00:00","data":{}}
                """;
            expect other;
        }

        test "a login whose answer names Refoss" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"apiStatus":0,"sysStatus":0,"info":"Success","timeStamp":"2021-01-01 00:00:00","data":{"domain":"https://iotx-eu.refoss.net"}}
                """;
            expect other;
        }

        test "a door at home" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"header":{"messageId":"0","namespace":"Appliance.GarageDoor.State","payloadVersion":1},"payload":{}}
                """;
            expect meross.local by namespace, kind;
        }

        test "a plug is asked" {
            request = """
                POST /config HTTP/1.1
                Host: 192.168.1.9
                Content-Type: application/json

                {"header":{"messageId":"0","namespace":"Appliance.Control.ToggleX","method":"SET","payloadVersion":1},"payload":{}}
                """;
            expect meross.local by namespace, path;
        }

        test "a meter of Refoss is asked" {
            request = """
                POST /public HTTP/1.1
                Host: 192.168.1.9
                Content-Type: application/json

                {"header":{"messageId":"0","namespace":"Appliance.System.All","method":"GET","payloadVersion":1,"triggerSrc":"HA"},"payload":{}}
                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"header":{"messageId":"0","namespace":"Appliance.System.All","payloadVersion":1},"payload":{"all":{"system":{"hardware":{"type":"em06"}}}}}
                """;
            expect other;
        }

        test "an answer of either" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"header":{"messageId":"0","namespace":"Appliance.Control.ToggleX","payloadVersion":1},"payload":{}}
                """;
            expect other;
        }

        test "the app at another company" {
            request = """
                POST /v1/events HTTP/1.1
                Host: o1.ingest.sentry.io
                User-Agent: intellect_socket/1.2

                """;
            expect other;
        }

        test "the app" {
            server.name = "iotx.meross.com";
            expect meross.mobile by api;
        }

        test "a device" {
            server.name = "eu-iotx.meross.com";
            expect meross.device by cloud;
        }

        test "a question" {
            dns.qname = "mqtt-us-4.meross.com";
            expect meross.dns by question;
        }

        test "on the home network" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"header":{"messageId":"0","namespace":"Appliance.System.All","method":"GETACK","payloadVersion":1},"payload":{"all":{"system":{"hardware":{"type":"mss310"},"firmware":{"server":"mqtt-eu.meross.com"}}}}}
                """;
            expect meross.local by namespace, kind;
        }

        test "an appliance's topic" {
            server.name = "broker.meross.com";
            mqtt.topic = ["/appliance/0123456789abcdef0123456789abcdef/subscribe"];
            expect meross.device by topic, domain;
        }

        test "a topic at Refoss" {
            server.name = "mqtt-eu.refoss.net";
            mqtt.topic = ["/appliance/0123456789abcdef0123456789abcdef/subscribe"];
            expect other;
        }

        test "a login" {
            request = """
                POST /v1/Auth/signIn HTTP/1.1
                Host: iotx.meross.com
                vendor: meross

                """;
            expect meross.mobile by api;
        }

        test "another's login, its host not seen" {
            request = """
                POST /v1/Auth/signIn HTTP/1.1
                Accept: */*

                """;
            expect other;
        }

        test "another app of this name" {
            request = """
                GET / HTTP/1.1
                Host: api.example.net
                User-Agent: intellect_socket/1.2

                """;
            expect other;
        }

        test "the app, its host not seen" {
            request = """
                GET /v1/x HTTP/1.1
                User-Agent: intellect_socket/1.2

                """;
            expect meross.mobile by agent;
        }

        test "the states of a system" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"apiStatus":"up","sysStatus":"up","data":{}}
                """;
            expect other;
        }

        test "another's app" {
            mqtt.topic = ["/app/42/subscribe"];
            expect other;
        }

        test "a shop for appliances" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"header":{"namespace":"Appliance.Sale.Washers","messageId":"1"}}
                """;
            expect other;
        }

        test "the same at another company" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"header":{"messageId":"0","namespace":"Appliance.Hub.Online","payloadVersion":1},"payload":{}}
                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.meross.com";
            expect provider meross;
        }

        test "a name that only begins alike" {
            server.name = "iotx.meross.com.example.net";
            expect other;
        }

        test "a broker with a higher number" {
            server.name = "mqtt-us-7.meross.com";
            expect meross.device by cloud;
        }
    }
}
