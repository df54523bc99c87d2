// Roborock: cleaners. Older ones live in MiJia, whose rules claim them.
module roborock;

import lists.certificate;

list app_hosts : host = [
    "euiot.roborock.com",
    "usiot.roborock.com",
    "cniot.roborock.com",
    "ruiot.roborock.com",
];

list device_hosts : host = ["mqtt.roborock.com"];

list domains : host = ["roborock.com"];

provider roborock "Roborock" {
    scope = server.name under domains or dns.qname under domains;

    platform roborock "Roborock" {
        category = robot;
        reference = "python-roborock: web_api.py, tests/mock_data.py";

        fingerprint mobile {
            positive api : easy =
                server.name under app_hosts
                or server.name matches /^(api|wood)-(us|eu|cn|ru)\.roborock\.com$/;
            positive client : easy =
                http.request.header["header_clientid"] is present
                and http.request.path starts_with "/api/v";
            // An account with its keys for the IoT cloud.
            positive account : hard =
                http.response.json["/**/rriot"] is present
                    and http.response.json["/**/rruid"] is present
                or http.response.json["/**/rrHomeId"] is present
                    and http.response.json["/**/tuyaHomeId"] is present;
            // Where an account lives.
            positive region : hard = http.response.json["/data/url"] contains "iot.roborock.com";
            // A device, and whether it came over from Tuya.
            positive device : hard = all of (
                http.response.json["/**/duid"] is present,
                http.response.json["/**/localKey"] is present,
                http.response.json["/**/featureSet"] is present,
                http.response.json["/**/tuyaMigrated"] is present,
            );
            // What is done in a scene, in the maker's words.
            positive scene : hard = all of (
                http.response.body contains "do_scenes_app_start",
                http.response.body contains "finishDpIds",
                http.response.json["/**/param"] is present,
            );
            // A header or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : client or account or region or device or scene;
        }

        fingerprint device {
            positive cloud : easy =
                server.name under device_hosts
                or server.name matches /^mqtt-(us|eu|cn|ru)(-[0-9]+)?\.roborock\.com$/;
            positive certificate : medium = certificate.is_for(["roborock.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under app_hosts
                or dns.qname under device_hosts
                or dns.qname
                    matches /^((api|wood)-(us|eu|cn|ru)|mqtt-(us|eu|cn|ru)(-[0-9]+)?)\.roborock\.com$/;
            sufficient positive : question;
        }

        test "another's plan" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"api":null,"result":[{"id":1,"name":"My plan","param":"{}"}],"status":"ok","success":true}
                """;
            expect other;
        }

        test "documents about scenes" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/html

                <p>The method do_scenes_app_start starts a scene; finishDpIds are optional.</p>
                """;
            expect other;
        }

        test "a vacuum in another maker's scene" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":0,"result":[{"name":"Clean","payload":{"command":"do_scenes_app_start"}}]}
                """;
            expect other;
        }

        test "a scene" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"api":null,"result":[{"id":1,"name":"My plan","param":"{\"method\":\"do_scenes_app_start\",\"finishDpIds\":[130]}"}],"status":"ok","success":true}
                """;
            expect roborock.mobile by scene;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.roborock.com"];
            expect roborock.device by certificate;
        }

        test "the app" {
            server.name = "euiot.roborock.com";
            expect roborock.mobile by api;
        }

        test "a device" {
            server.name = "mqtt.roborock.com";
            expect roborock.device by cloud;
        }

        test "a question" {
            dns.qname = "mqtt.roborock.com";
            expect roborock.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":200,"data":{"rruid":"1","rriot":{"u":"1","s":"2"}}}
                """;
            expect other;
        }

        test "an account" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":200,"data":{"rruid":"1","rriot":{"u":"1","s":"2"}}}
                """;
            expect roborock.mobile by account;
        }

        test "a login" {
            request = """
                POST /api/v1/getUrlByEmail HTTP/1.1
                Host: euiot.roborock.com
                header_clientid: c

                """;
            expect roborock.mobile by api;
        }

        test "a login, its host not seen" {
            request = """
                POST /api/v1/getUrlByEmail HTTP/1.1
                header_clientid: c

                """;
            expect roborock.mobile by client;
        }

        test "the cloud of a region" {
            server.name = "api-us.roborock.com";
            expect roborock.mobile by api;
        }

        test "the broker of a region" {
            server.name = "mqtt-us-2.roborock.com";
            expect roborock.device by cloud;
        }

        test "a question for a region" {
            dns.qname = "mqtt-eu.roborock.com";
            expect roborock.dns by question;
        }

        test "the maker's shop" {
            server.name = "us.roborock.com";
            expect provider roborock;
        }

        test "a device" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"duid":"1","localKey":"k","featureSet":"0","tuyaMigrated":false}}
                """;
            expect roborock.mobile by device;
        }

        test "where an account lives" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"code":200,"data":{"country":"US","url":"https://usiot.roborock.com"}}
                """;
            expect roborock.mobile by region;
        }

        test "a client that numbers its requests" {
            request = """
                POST /login HTTP/1.1
                Host: api.example.net
                header_clientid: c

                """;
            expect other;
        }

        test "another's devices" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"result":{"duid":"1","localKey":"k","featureSet":"0"}}
                """;
            expect other;
        }

        test "a name that only begins alike" {
            server.name = "euiot.roborock.com.example.net";
            expect other;
        }
    }
}
