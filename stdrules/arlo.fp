// Arlo: cameras, first sold by Netgear. The shop and the pages for people stand
// below the same name, so only the interface's hosts count.
module arlo;

import lists.certificate;

list app_hosts : host = ["myapi.arlo.com", "ocapi-app.arlo.com", "my.arlo.com", "arlo.netgear.com"];

// Before it was a brand of its own, its streams had names of Netgear's.
list device_hosts : host = ["arloxcld.com", "vz.netgear.com"];
list domains : host = ["arlo.com", "arlo.netgear.com", "arloxcld.com", "vz.netgear.com"];

provider arlo "Arlo" {
    scope = server.name under domains or dns.qname under domains;

    platform arlo "Arlo" {
        category = camera;
        reference = "twrecked/pyaarlo, constant.py; jeffreydwalter/arlo; koush/scrypted, the plugin arlo (mqtt-cluster*.arloxcld.com); tchellomello/python-arlo, streams (vz.netgear.com)";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive path : easy = http.request.path starts_with [
                "/hmsweb/client/subscribe",
                "/hmsweb/login/v2",
                "/hmsweb/users/devices",
                "/hmsweb/users/library",
                "/hmsweb/users/session/v",
            ];
            // A camera or a base station, by its name in the cloud.
            positive unit : hard = all of (
                http.response.json["/data/**/xCloudId"] is present,
                http.response.json["/data/**/deviceId"] is present,
                http.response.json["/data/**/uniqueId"] is present,
            );
            // A path or a header alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path or unit;
        }

        fingerprint cloud {
            // The broker, which tells apps and base stations alike.
            positive host : easy = server.name under device_hosts;
            positive certificate : medium =
                certificate.is_for(["arlo.netgear.com", "arloxcld.com", "vz.netgear.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["arlo.netgear.com"];
            expect arlo.cloud by certificate;
        }

        test "a stream under an older name" {
            server.name = "vzwow72-z2-prod.vz.netgear.com";
            expect arlo.cloud by host;
        }

        test "a router of the first maker" {
            server.name = "updates1.netgear.com";
            expect other;
        }

        test "the app" {
            server.name = "myapi.arlo.com";
            expect arlo.mobile by api;
        }

        test "a question" {
            dns.qname = "arlo.netgear.com";
            expect arlo.dns by question;
        }

        test "the interface by its path" {
            request = """
                GET /hmsweb/users/session/v3 HTTP/1.1
                Host: 203.0.113.9

                """;
            expect arlo.mobile by path;
        }

        test "a hospital's management on the web" {
            request = """
                POST /hmsweb/login HTTP/1.1
                Host: 203.0.113.9

                """;
            expect other;
        }

        test "the same path at another's" {
            request = """
                GET /hmsweb/users/devices HTTP/1.1
                Host: erp.example.com

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.arlo.com";
            expect provider arlo;
        }

        test "a name that only begins alike" {
            server.name = "myapi.arlo.com.example.net";
            expect other;
        }

        test "the broker" {
            server.name = "mqtt-cluster-z1-1.arloxcld.com";
            expect arlo.cloud by host;
        }

        test "a question for the broker" {
            dns.qname = "mqtt-cluster.arloxcld.com";
            expect arlo.dns by question;
        }

        test "a camera" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"userId":"1","deviceId":"2","parentId":"3","uniqueId":"4","deviceType":"camera","xCloudId":"ABCD"}],"success":true}
                """;
            expect arlo.mobile by unit;
        }

        test "another's devices" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"deviceId":"2","uniqueId":"4"}],"success":true}
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

                {"data":[{"userId":"1","deviceId":"2","parentId":"3","uniqueId":"4","deviceType":"camera","xCloudId":"ABCD"}],"success":true}
                """;
            expect other;
        }
    }
}
