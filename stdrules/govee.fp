// Govee: lamps and sensors. The devices speak to AWS IoT, by one account's
// endpoint.
module govee;

import lists.certificate;
import lists.third_party;

list app_hosts : host = [
    "app2.govee.com",
    "community-api.govee.com",
    "app-h5.govee.com",
    "openapi.api.govee.com",
    "developer-api.govee.com",
];

list device_hosts : host = [
    "app.govee.com",
    "aqm3wd1qlc3dy.iot.us-east-1.amazonaws.com",
    "aqm3wd1qlc3dy-ats.iot.us-east-1.amazonaws.com",
    "device.govee.com",
];

list domains : host = ["govee.com"];

provider govee "Govee" {
    scope = server.name under domains or dns.qname under domains;

    platform govee "Govee" {
        category = lighting;
        reference = "developer.govee.com; LaggAt/python-govee-api; bwp91/homebridge-govee; wez/govee2mqtt; Govee LAN control guide; public clients that set lamps up by Bluetooth, and the address that these are given";

        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        sufficient negative : third_party;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive agent : easy = http.request.header["User-Agent"] starts_with "GoveeHome/";
            positive path : easy = http.request.path in [
                "/account/rest/account/v1/login",
                "/app/v1/account/iot/key",
                "/device/rest/devices/v1/list",
                "/bff-app/v1/exec-plat/home",
                "/leak/rest/device/v1/warnMessage",
            ];
            // A device and what can be said to it.
            positive device : hard = all of (
                http.response.json["/data/devices/*/supportCmds"] is present,
                http.response.json["/data/devices/*/controllable"] is present,
                http.response.json["/data/devices/*/retrievable"] is present,
            );
            // The same in the newer interface.
            positive capability : hard = all of (
                http.response.json["/**/capabilities/*/type"] starts_with "devices.capabilities.",
                http.response.json["/**/sku"] is present,
                http.response.json["/**/capabilities/*/instance"] is present,
            );
            // Paths, and what the app calls itself, say nothing behind the name of another
            // company; an address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : agent or path or device or capability;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive certificate : medium = certificate.is_for(["govee.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint local {
            positive port : easy = flow.transport == "udp" and server.port in 4001..4003;
            positive scan : easy =
                payload.client
                    matches /^\{ ?"msg": ?\{ ?"cmd": ?"(scan|turn|brightness|colorwc|devStatus|razer|ptReal)"/;
            sufficient positive : port and scan;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a country's shop proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["us.govee.com"];
            expect other;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.govee.com"];
            expect govee.device by certificate;
        }

        test "the app at another company" {
            request = """
                POST /v1/events HTTP/1.1
                Host: sdk.iad-01.braze.com
                User-Agent: GoveeHome/3.0

                """;
            expect other;
        }

        test "the app at an address" {
            request = """
                POST /account/rest/account/v1/login HTTP/1.1
                Host: 203.0.113.9
                User-Agent: GoveeHome/3.0

                """;
            expect govee.mobile by agent, path;
        }

        test "the app at a company that no list knows" {
            request = """
                GET /device/rest/devices/v1/list HTTP/1.1
                Host: api.weather.example
                User-Agent: GoveeHome/3.0

                """;
            expect other;
        }

        test "the app" {
            server.name = "app2.govee.com";
            expect govee.mobile by api;
        }

        test "a device" {
            server.name = "app.govee.com";
            expect govee.device by cloud;
        }

        test "a question" {
            dns.qname = "app2.govee.com";
            expect govee.dns by question;
        }

        test "a device at the rented endpoint" {
            server.name = "aqm3wd1qlc3dy.iot.us-east-1.amazonaws.com";
            expect govee.device behind aws_iot;
        }

        test "a search on the home network" {
            flow.transport = "udp";
            server.port = 4001;
            payload.client = "{\"msg\":{\"cmd\":\"scan\",\"data\":{}}}";
            expect govee.local by port, scan;
        }

        test "the maker's site" {
            server.name = "www.govee.com";
            expect provider govee;
        }

        test "a name that only begins alike" {
            server.name = "app2.govee.com.example.net";
            expect other;
        }

        test "a newer lamp" {
            server.name = "device.govee.com";
            expect govee.device by cloud;
        }

        test "a lamp" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":{"devices":[{"device":"99:E5","model":"H6159","controllable":true,"retrievable":true,"supportCmds":["turn"]}]},"message":"Success","code":200}
                """;
            expect govee.mobile by device;
        }

        test "a lamp in the newer interface" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":200,"message":"success","data":[{"sku":"H6072","device":"9D:FA","type":"devices.types.light","capabilities":[{"type":"devices.capabilities.on_off","instance":"powerSwitch"}]}]}
                """;
            expect govee.mobile by capability;
        }

        test "another's capability" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"sku":"1","capabilities":[{"type":"devices.capabilities.on_off"}]}]}
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

                {"data":{"devices":[{"device":"99:E5","model":"H6159","controllable":true,"retrievable":true,"supportCmds":["turn"]}]},"message":"Success","code":200}
                """;
            expect other;
        }

        test "a lamp is told" {
            flow.transport = "udp";
            server.port = 4003;
            payload.client = "{\"msg\":{\"cmd\":\"turn\",\"data\":{\"value\":1}}}";
            expect govee.local by port, scan;
        }

        test "another's message" {
            flow.transport = "udp";
            server.port = 4003;
            payload.client = "{\"msg\":{\"cmd\":\"hello\"}}";
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer govee over aws_iot;
