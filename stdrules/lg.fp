// LG: ThinQ. A gateway names the region's hosts; messages come by AWS IoT.
module lg;

import lists.certificate;
import lists.pages;

list hosts : host = ["lgthinq.com"];

list sites : host = [
    "lgthinq.com",
    "www.lgthinq.com",
    // For developers.
    "connect-pat.lgthinq.com",
    "simulator.lgthinq.com",
];

list domains : host = ["lgthinq.com", "lg.com", "lge.com"];

provider lg "LG" {
    scope = server.name under domains or dns.qname under domains;

    platform lg_thinq "LG ThinQ" {
        category = appliance;
        reference = "thinq2-python, https://github.com/tinkerborg/thinq2-python; pythinqconnect; home-assistant/core, tests/components/lg_thinq/fixtures; ollo69/ha-smartthinq-sensors";

        negative site : easy =
            server.name in sites
            or server.name under "developer.lgthinq.com"
            or dns.qname under "developer.lgthinq.com";
        negative page : easy = pages.is_page();
        sufficient negative : site or page;

        fingerprint mobile {
            positive gateway : easy =
                http.request.path starts_with "/v1/service/application/gateway-uri";
            // An appliance, by the platform that it belongs to.
            positive appliance : hard = all of (
                http.response.json["/result/**/platformType"] in ["thinq1", "thinq2"],
                http.response.json["/result/**/modelName"] is present,
                http.response.json["/result/**/deviceId"] is present,
            );
            // The same in the interface for everybody.
            positive device : hard = all of (
                http.response.json["/response/**/deviceInfo/deviceType"] starts_with "DEVICE_",
                http.response.json["/response/**/deviceInfo/reportable"] is present,
                http.response.json["/messageId"] is present,
            );
            // A path alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : gateway or appliance or device;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["lgthinq.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts and not dns.qname in sites;
            sufficient positive : question;
        }

        test "another page for developers" {
            dns.qname = "smartsolution.developer.lgthinq.com";
            expect provider lg;
        }

        test "a page for developers" {
            server.name = "connect-pat.lgthinq.com";
            expect provider lg;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.lgthinq.com"];
            expect lg_thinq.cloud by certificate;
        }

        test "pages for people below the cloud's name" {
            server.name = "support.lgthinq.com";
            expect provider lg;
        }

        test "the site, by the path of the interface" {
            request = """
                GET /v1/service/application/gateway-uri HTTP/1.1
                Host: www.lgthinq.com

                """;
            expect provider lg;
        }

        test "the cloud" {
            server.name = "common.lgthinq.com";
            expect lg_thinq.cloud by host;
        }

        test "a question" {
            dns.qname = "route.lgthinq.com";
            expect lg_thinq.dns by question;
        }

        test "the gateway" {
            request = """
                GET /v1/service/application/gateway-uri HTTP/1.1
                Accept: */*

                """;
            expect lg_thinq.mobile by gateway;
        }

        test "another's gateway" {
            request = """
                GET /v1/service/application/gateway-uri HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.lg.com";
            expect provider lg;
        }

        test "a name that only begins alike" {
            server.name = "lgthinq.com.example.net";
            expect other;
        }

        test "an appliance" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"resultCode":"0000","result":{"item":[{"modelName":"RAC_056905_WW","deviceId":"1","platformType":"thinq2","alias":"x"}]}}
                """;
            expect lg_thinq.mobile by appliance;
        }

        test "an appliance for everybody" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"messageId":"1","timestamp":"t","response":[{"deviceId":"2","deviceInfo":{"deviceType":"DEVICE_REFRIGERATOR","modelName":"M","alias":"x","reportable":true}}]}
                """;
            expect lg_thinq.mobile by device;
        }

        test "another's device" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"messageId":"1","response":[{"deviceInfo":{"deviceType":"FRIDGE"}}]}
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

                {"resultCode":"0000","result":{"item":[{"modelName":"RAC_056905_WW","deviceId":"1","platformType":"thinq2","alias":"x"}]}}
                """;
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer lg_thinq over aws_iot;
