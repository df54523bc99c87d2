// VeSync: Etekcity's plugs and Levoit's air cleaners.
module vesync;

import lists.certificate;

list app_hosts : host = [
    "smartapi.vesync.com",
    "smartapi.vesync.eu",
    "smartapi.vesyncapi.com",
    "smartapi.vesyncapi.eu",
    // The first interface, on port 4007.
    "server1.vesync.com",
    "server2.vesync.com",
];

list device_hosts : host = ["vdmpmqtt.vesync.com", "ntp.vesync.com"];

list domains : host = ["vesync.com", "vesync.eu", "vesyncapi.com", "vesyncapi.eu"];

provider vesync "VeSync" {
    scope = server.name under domains or dns.qname under domains;

    platform vesync "VeSync" {
        category = plug;
        reference = "pyvesync; ESPHome and broker projects for Levoit: vdmpmqtt.vesync.com; public clients of server1.vesync.com and server2.vesync.com; home-assistant/core, tests/components/vesync/fixtures";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            // A device, its model by the maker's word for its radio.
            positive devices : hard = all of (
                http.response.json["/result/list/*/cid"] is present,
                http.response.json["/result/list/*/configModule"] is present,
                http.response.json["/result/list/*/connectionType"] is present,
            );
            // What every call carries.
            positive call : hard = all of (
                http.request.json["/method"] in [
                    "bypass",
                    "bypassV2",
                    "login",
                    "devices",
                    "devicedetail",
                ],
                http.request.json["/accountID"] is present,
                http.request.json["/traceId"] is present,
                http.request.json["/phoneBrand"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : devices or call;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive certificate : medium = certificate.is_for(["vesync.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.vesync.com"];
            expect vesync.device by certificate;
        }

        test "a device asks for the time" {
            dns.qname = "ntp.vesync.com";
            expect vesync.dns by question;
        }

        test "the first interface" {
            dns.qname = "server1.vesync.com";
            expect vesync.dns by question;
        }

        test "the app" {
            server.name = "smartapi.vesync.com";
            expect vesync.mobile by api;
        }

        test "a device" {
            server.name = "vdmpmqtt.vesync.com";
            expect vesync.device by cloud;
        }

        test "a question" {
            dns.qname = "smartapi.vesync.com";
            expect vesync.dns by question;
        }

        test "the maker's site" {
            server.name = "www.vesync.com";
            expect provider vesync;
        }

        test "a name that only begins alike" {
            server.name = "smartapi.vesync.com.example.net";
            expect other;
        }

        test "an account's devices" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"traceId":"1","code":0,"msg":"request success","result":{"total":1,"list":[{"cid":"vsaq","configModule":"WiFi_BTOnboardingNotify_AirPurifier_Core200S_US","connectionType":"WiFi+BTOnboarding+BTNotify","deviceType":"Core200S"}]}}
                """;
            expect vesync.mobile by devices;
        }

        test "a list of others" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"list":[{"cid":"1","name":"x"}]}}
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

                {"traceId":"1","code":0,"msg":"request success","result":{"total":1,"list":[{"cid":"vsaq","configModule":"WiFi_BTOnboardingNotify_AirPurifier_Core200S_US","connectionType":"WiFi+BTOnboarding+BTNotify","deviceType":"Core200S"}]}}
                """;
            expect other;
        }

        test "a call" {
            request = """
                POST /cloud/v2/deviceManaged/bypassV2 HTTP/1.1
                Content-Type: application/json

                {"method":"bypassV2","accountID":"1","traceId":"2","phoneBrand":"x","cid":"3"}
                """;
            expect vesync.mobile by call;
        }
    }
}
