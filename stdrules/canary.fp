// Canary: cameras with an alarm.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module canary;

import lists.certificate;
import lists.pages;

list app_hosts : host = ["api-prod.canaryis.com", "api.canaryis.com", "my.canary.is"];

list domains : host = ["canary.is", "canaryis.com"];

provider canary "Canary" {
    scope = server.name under domains or dns.qname under domains;

    platform canary "Canary" {
        category = camera;
        reference = "snjoetw/py-canary, tests/fixtures";

        negative page : easy = pages.is_page();
        sufficient negative : page;

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // A home and when it watches.
            positive location : hard = all of (
                http.response.json["/objects/*/auto_mode_enabled"] is present,
                http.response.json["/objects/*/night_mode_enabled"] is present,
                http.response.json["/objects/*/current_mode/resource_uri"] starts_with "/v1/modes/",
            );
            positive device : hard = all of (
                http.response.json["/**/activation_status"] is present,
                http.response.json["/**/device_activated"] is present,
                http.response.json["/**/siren_active"] is present,
            );
            positive customer : hard = all of (
                http.response.json["/**/customers/*/has_seen_data_share_prompt"] is present,
                http.response.json["/**/customers/*/current_location"] is present,
                http.response.json["/**/customers/*/celsius"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : location or device or customer;
        }

        fingerprint cloud {
            positive host : easy =
                server.name under "canaryis.com"
                and not server.name in app_hosts
                and not server.name in ["canaryis.com", "www.canaryis.com"];
            positive certificate : medium = certificate.is_for(["canary.is", "canaryis.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname in app_hosts
                or dns.qname under "canaryis.com"
                    and not dns.qname in ["canaryis.com", "www.canaryis.com"];
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.canary.is"];
            expect canary.cloud by certificate;
        }

        test "a camera's part of the cloud" {
            server.name = "b.canaryis.com";
            expect canary.cloud by host;
        }

        test "help below the cloud's name" {
            server.name = "help.canaryis.com";
            expect provider canary;
        }

        test "the bare name is a page" {
            dns.qname = "canaryis.com";
            expect provider canary;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"objects":[{"auto_mode_enabled":true,"night_mode_enabled":true,"current_mode":{"name":"armed","resource_uri":"/v1/modes/2/"}}]}
                """;
            expect other;
        }

        test "a home" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"objects":[{"auto_mode_enabled":true,"night_mode_enabled":true,"current_mode":{"name":"armed","resource_uri":"/v1/modes/2/"}}]}
                """;
            expect canary.mobile by location;
        }

        test "JSON of someone else" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":1,"name":"x","status":"ok"}
                """;
            expect other;
        }

        test "a camera" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"activation_status":"activated","device_activated":true,"siren_active":false}
                """;
            expect canary.mobile by device;
        }

        test "who lives there" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"customers":[{"celsius":true,"current_location":null,"has_seen_data_share_prompt":false}]}
                """;
            expect canary.mobile by customer;
        }

        test "readings of another's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"objects":[{"sensor_type":{"name":"co2"},"value":3}]}
                """;
            expect other;
        }

        test "a licence" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"device_activated":true,"activation_token":"x","activation_status":"done"}
                """;
            expect other;
        }

        test "themes of a page" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"objects":[{"auto_mode_enabled":true,"night_mode_enabled":false,"current_mode":"dark"}]}
                """;
            expect other;
        }

        test "the app" {
            server.name = "api-prod.canaryis.com";
            expect canary.mobile by api;
        }

        test "a question" {
            dns.qname = "my.canary.is";
            expect canary.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api-prod.canaryis.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.canary.is";
            expect provider canary;
        }
    }
}
