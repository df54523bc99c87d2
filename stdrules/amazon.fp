// Amazon: AWS IoT Core; Alexa stands in alexa.fp.
//
// One provider, much traffic: the shop, video, adverts and most of the web's
// hosting. Amazon's consumer front end (Server: Server, x-amz-rid, CloudFront)
// stands before all of it, so its headers never decide; AWS IoT is known by
// its endpoint, its ALPN and its topics.
module amazon;

// Video, pictures, adverts and the shop.
list retail : host = [
    "primevideo.com",
    "amazonvideo.com",
    "aiv-cdn.net",
    "aiv-delivery.net",
    "pv-cdn.net",
    "media-amazon.com",
    "images-amazon.com",
    "ssl-images-amazon.com",
    "amazon-adsystem.com",
    "www.amazon.com",
    "atv-ext.amazon.com",
    "atv-ps.amazon.com",
    "fls-na.amazon.com",
    "firs-ta-g7g.amazon.com",
    "mobileanalytics.us-east-1.amazonaws.com",
];

list amazon_hosts : host = [
    "amazon.com",
    "amazon.co.uk",
    "amazon.de",
    "amazon.fr",
    "amazon.it",
    "amazon.es",
    "amazon.nl",
    "amazon.se",
    "amazon.pl",
    "amazon.ca",
    "amazon.com.mx",
    "amazon.com.br",
    "amazon.com.au",
    "amazon.co.jp",
    "amazon.in",
    "amazon.cn",
    "amazonaws.com",
    "amazonaws.com.cn",
    "cloudfront.net",
    "a2z.com",
    "amazonalexa.com",
    "amazonvideo.com",
    "primevideo.com",
    "media-amazon.com",
    "images-amazon.com",
    "ssl-images-amazon.com",
    "amazon-adsystem.com",
    "aiv-cdn.net",
    "aiv-delivery.net",
    "pv-cdn.net",
];

provider amazon "Amazon" {
    scope = server.name under amazon_hosts or dns.qname under amazon_hosts;

    platform aws_iot "AWS IoT Core" {
        category = cloud;
        reference = "the paper, section III.C and listing 1; AWS IoT Core developer guide; AWS IoT device SDK";

        negative shop : medium = server.name under retail;
        // The front ends of storage and of load balancers say so.
        negative front : medium =
            http.response.header["Server"] in ["AmazonS3", "Amazon-Cloud-Drive"]
            or http.response.header["Server"] starts_with "awselb/";
        sufficient negative : shop or front;

        fingerprint mobile {
            // The level "medium" of the paper: headers that the provider's
            // other traffic shows too, told apart by the keys of the body.
            positive front_end : medium =
                http.response.header["Server"] == "Server"
                and http.response.header["x-amz-rid"] matches /^[A-Za-z0-9]{20}$/;
            positive edge : medium =
                http.response.header["Via"] ends_with ".cloudfront.net (CloudFront)"
                and http.response.header["X-Amz-Cf-Id"] is present;
            positive device_keys : medium =
                http.response.json["/masterDeviceId"] is present
                and http.response.json["/devices/*/masterDevice"] is present;
            // A request signed for the data plane, whatever its host.
            positive signature : easy = any of (
                http.request.header["Authorization"] contains [
                    "/iotdata/aws4_request",
                    "/iotdevicegateway/aws4_request",
                ],
                http.request.query["X-Amz-Credential"] contains "/iotdevicegateway/aws4_request",
            );
            positive shadow_path : easy = http.request.path matches /^\/things\/[^\/]+\/shadow$/;
            // A resource of the service, by its name in Amazon's grammar.
            positive resource : hard = http.response.body contains [
                "\"arn:aws:iot:",
                "\"arn:aws-cn:iot:",
                "\"arn:aws-us-gov:iot:",
                "\"arn:aws:iotwireless:",
            ];
            // A device's shadow: state, and when each part of it was written.
            positive shadow : hard =
                (http.response.json["/state/desired"] is present
                    or http.response.json["/state/reported"] is present)
                and (http.response.json["/metadata/desired"] is present
                    or http.response.json["/metadata/reported"] is present)
                and http.response.json["/version"] is present;
            // Things, their groups and what guards them.
            positive thing : hard = any of (
                http.response.json["/**/thingArn"] is present,
                http.response.json["/**/thingTypeArn"] is present,
                http.response.json["/**/thingGroupArn"] is present,
                http.response.json["/**/securityProfileArn"] is present,
                http.response.json["/**/securityProfileName"] is present,
                http.response.json["/**/thingTypeName"] is present,
                http.response.json["/**/thingGroupName"] is present,
                http.response.json["/**/thingName"] is present,
                http.response.json["/thingIndexingConfiguration"] is present,
                http.response.json["/**/jobExecutionSummary"] is present,
            );
            // An account's endpoint, as the control plane tells it.
            positive told_endpoint : hard = http.response.json["/endpointAddress"] contains ".iot.";
            // Audits of devices, and gateways of LoRaWAN.
            positive audit : hard = any of (
                http.response.json["/**/nonCompliantResource"] is present,
                http.response.json["/**/auditCheckConfigurations"] is present,
                http.response.json["/**/taskType"] in [
                    "SCHEDULED_AUDIT_TASK",
                    "ON_DEMAND_AUDIT_TASK",
                ],
            );
            positive wireless : hard = any of (
                http.response.json["/**/WirelessGatewayId"] is present,
                http.response.json["/**/WirelessDeviceId"] is present,
                http.response.json["/**/WirelessDeviceLogOptions"] is present,
                http.response.json["/**/Solvers/SemtechGnss"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under amazon_hosts;
            sufficient positive priority 180 :
                (front_end and device_keys) or (edge and device_keys) or signature or shadow_path;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : resource or shadow or thing or told_endpoint or audit or wireless;
        }

        fingerprint device {
            // <account>[-ats].iot.<region>; the data plane and the control plane
            // stand below the same name, and no other service does.
            positive endpoint : easy =
                server.name
                    matches /^(.+\.)?iot(-fips)?\.[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9]\.amazonaws\.com(\.cn)?$/;
            // MQTT and HTTP beside each other on port 443.
            positive alpn : easy = tls.alpn in ["x-amzn-mqtt-ca", "x-amzn-http-ca"];
            positive username : easy =
                mqtt.username matches /\?SDK=[A-Za-z]+(V\d)?&Version=/
                or mqtt.username contains "x-amz-customauthorizer-name=";
            positive topic : easy = mqtt.topic starts_with [
                "$aws/things/",
                "$aws/certificates/create",
                "$aws/provisioning-templates/",
                "$aws/events/presence/",
                "$aws/rules/",
            ];
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname
                    matches /^(.+\.)?iot(-fips)?\.[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9]\.amazonaws\.com(\.cn)?$/;
            sufficient positive : question;
        }

        // In print the header values are shortened and the request id has two
        // small letters; the length is that of the whole body.
        test "an endpoint of a region that is new" {
            server.name = "a1b2c3d4e5f6g7-ats.iot.ap-southeast-5.amazonaws.com";
            expect aws_iot.device by endpoint;
        }

        test "another service of the region" {
            server.name = "iot.s3.us-east-1.amazonaws.com";
            expect provider amazon;
        }

        test "a bucket that is named like an endpoint" {
            server.name = "iot.us-east-1.amazonaws.com.example.net";
            expect other;
        }

        test "listing 1 of the paper" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json
                Content-Length: 73
                Connection: keep-alive
                Server: Server
                x-amz-rid: D2NCAZw1EKg821H2JM7D
                X-Cache: Miss from cloudfront
                Via: 1.1 95644acf6554bac6d66.cloudfront.net (CloudFront)
                X-Amz-Cf-Pop: NRT12-C4
                X-Amz-Cf-Id: keLVzk4LAbNYIXIZYxmdj6tc6Tgfd5hiEy0_wY018jugIXlijifkftQ==

                {"masterDeviceId":null,"devices":[{"deviceId":null,"masterDevice":true}]}
                """;
            expect aws_iot.mobile by front_end, edge;
        }

        test "the headers alone are Amazon's web front end" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json
                Server: Server
                x-amz-rid: D2NCAZw1EKg821H2JM7D
                X-Cache: Miss from cloudfront
                Via: 1.1 95644acf6554bac6d66.cloudfront.net (CloudFront)
                X-Amz-Cf-Pop: NRT12-C4
                X-Amz-Cf-Id: keLVzk4LAbNYIXIZYxmdj6tc6Tgfd5hiEy0_wY018jugIXlijifkftQ==

                {"items":[]}
                """;
            expect other;
        }

        test "the keys alone could be anyone's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"masterDeviceId":null,"devices":[{"masterDevice":true}]}
                """;
            expect other;
        }

        test "an endpoint" {
            server.name = "a1b2c3d4e5f6g7-ats.iot.eu-central-1.amazonaws.com";
            expect aws_iot.device by endpoint;
        }

        test "MQTT on port 443, under a name of its own" {
            server.name = "iot.example.com";
            tls.alpn = ["x-amzn-mqtt-ca"];
            expect aws_iot.device by alpn;
        }

        test "a shadow by MQTT" {
            mqtt.topic = ["$aws/things/lamp/shadow/update"];
            expect aws_iot.device by topic;
        }

        test "the SDK's user name" {
            mqtt.username = "?SDK=JavaScript&Version=2.2.16";
            expect aws_iot.device by username;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"state":{"reported":{"on":true}},"metadata":{"reported":{"on":{"timestamp":1}}},"version":3,"timestamp":2}
                """;
            expect other;
        }

        test "a shadow by HTTP" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"state":{"reported":{"on":true}},"metadata":{"reported":{"on":{"timestamp":1}}},"version":3,"timestamp":2}
                """;
            expect aws_iot.mobile by shadow;
        }

        test "a thing of the control plane" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"thingName":"lamp","thingArn":"arn:aws:iot:us-east-1:1:thing/lamp"}
                """;
            expect aws_iot.mobile by resource, thing;
        }

        test "a question" {
            dns.qname = "a30hje92j76kem-ats.iot.us-west-1.amazonaws.com";
            expect aws_iot.dns by question;
        }

        test "storage is Amazon, not IoT" {
            server.name = "s3-us-west-2.amazonaws.com";
            expect provider amazon;
        }

        test "the shop is Amazon, not IoT" {
            request = """
                GET / HTTP/1.1
                Host: www.amazon.com

                """;
            response = """
                HTTP/1.1 200 OK
                Server: Server
                x-amz-rid: 08W92BWGZHFMN1FCH374

                <html></html>
                """;
            expect provider amazon;
        }
    }
}
