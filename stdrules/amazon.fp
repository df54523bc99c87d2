// Amazon: AWS IoT Core and Alexa.
//
// One provider, much traffic: the shop, video, adverts and most of the web's
// hosting. Amazon's consumer front end (Server: Server, x-amz-rid, CloudFront)
// stands before all of it, so its headers never decide; AWS IoT is known by
// its endpoint, its ALPN and its topics.
module amazon;

// An endpoint is <account>[-ats].iot.<region>; the data plane and the control
// plane stand below the same name, and no other service does.
list iot_endpoints : host = [
    "iot.us-east-1.amazonaws.com",
    "iot.us-east-2.amazonaws.com",
    "iot.us-west-1.amazonaws.com",
    "iot.us-west-2.amazonaws.com",
    "iot.us-gov-west-1.amazonaws.com",
    "iot.us-gov-east-1.amazonaws.com",
    "iot.ca-central-1.amazonaws.com",
    "iot.sa-east-1.amazonaws.com",
    "iot.eu-west-1.amazonaws.com",
    "iot.eu-west-2.amazonaws.com",
    "iot.eu-west-3.amazonaws.com",
    "iot.eu-central-1.amazonaws.com",
    "iot.eu-north-1.amazonaws.com",
    "iot.eu-south-1.amazonaws.com",
    "iot.me-south-1.amazonaws.com",
    "iot.me-central-1.amazonaws.com",
    "iot.ap-east-1.amazonaws.com",
    "iot.ap-south-1.amazonaws.com",
    "iot.ap-southeast-1.amazonaws.com",
    "iot.ap-southeast-2.amazonaws.com",
    "iot.ap-northeast-1.amazonaws.com",
    "iot.ap-northeast-2.amazonaws.com",
    "iot.ap-northeast-3.amazonaws.com",
    "iot.af-south-1.amazonaws.com",
    "iot.cn-north-1.amazonaws.com.cn",
    "iot.cn-northwest-1.amazonaws.com.cn",
    "iot-fips.us-east-1.amazonaws.com",
    "iot-fips.us-east-2.amazonaws.com",
    "iot-fips.us-west-1.amazonaws.com",
    "iot-fips.us-west-2.amazonaws.com",
    "iot-fips.ca-central-1.amazonaws.com",
    "iot-fips.us-gov-west-1.amazonaws.com",
    "iot-fips.us-gov-east-1.amazonaws.com",
];

list alexa_app_hosts : host = [
    "alexa.amazon.com",
    "alexa.amazon.de",
    "alexa.amazon.co.uk",
    "alexa.amazon.fr",
    "alexa.amazon.it",
    "alexa.amazon.es",
    "alexa.amazon.co.jp",
    "alexa.amazon.com.au",
    "alexa.amazon.in",
    "alexa.amazon.ca",
    "alexa.amazon.com.br",
    "alexa.amazon.com.mx",
    "layla.amazon.com",
    "layla.amazon.de",
    "layla.amazon.co.uk",
    "pitangui.amazon.com",
    "skills-store.amazon.com",
    "bob-dispatch-prod-eu.amazon.com",
    "bob-dispatch-prod-na.amazon.com",
    "bob-dispatch-prod-fe.amazon.com",
    "alexa-comms-mobile-service.amazon.com",
    "alexa-voice-service-setup.amazon.com",
    "api.amazonalexa.com",
];

list alexa_device_hosts : host = [
    "avs.eu.amazonalexa.com",
    "avs.na.amazonalexa.com",
    "avs-alexa-4-na.amazon.com",
    "avs-alexa-12-na.amazon.com",
    "avs-alexa-13-na.amazon.com",
    "avs-alexa-14-na.amazon.com",
    "avs-alexa-15-na.amazon.com",
    "avs-alexa-16-na.amazon.com",
    "avs-alexa-na.amazon.com",
    "avs-alexa-eu.amazon.com",
    "avs-alexa-fe.amazon.com",
    "dp-gw-na.amazon.com",
    "dp-gw-na-js.amazon.com",
    "dp-discovery-na-ext.amazon.com",
    "dp-rsm-prod.amazon.com",
    "device-metrics-us.amazon.com",
    "device-metrics-us-2.amazon.com",
    "det-ta-g7g.amazon.com",
    "msh.amazon.com",
    "msh.amazon.co.uk",
    ".smarthome-cameras.alexa.a2z.com",
    "fos5echocaptiveportal.com",
    "softwareupdates.amazon.com",
    "pindorama.amazon.com",
];

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
            sufficient positive :
                (front_end and device_keys)
                or (edge and device_keys)
                or signature
                or shadow_path
                or resource
                or shadow
                or thing
                or told_endpoint
                or audit
                or wireless;
        }

        fingerprint device {
            positive endpoint : easy = server.name under iot_endpoints;
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
            positive question : easy = dns.qname under iot_endpoints;
            sufficient positive : question;
        }

        // In print the header values are shortened and the request id has two
        // small letters; the length is that of the whole body.
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
            expect aws_iot.mobile by front_end, edge, device_keys;
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

    platform alexa "Alexa / AVS" {
        category = voice;
        reference = "Alexa web application and AVS endpoints; lab captures of Echo devices";

        // The app shows pictures and adverts of the shop.
        negative shop : easy = server.name under retail;
        sufficient negative : shop;

        fingerprint mobile {
            positive app : easy = server.name in alexa_app_hosts;
            // The app is a web page in a frame, which names itself.
            positive agent : easy = http.request.header["User-Agent"] contains "PitanguiBridge/";
            positive referer : easy =
                http.request.header["Referer"]
                    matches /^https:\/\/alexa\.amazon\.[a-z.]+\/spa\/index\.html/;
            positive manifest : easy = http.request.path == "/manifest/pitangui.appcache";
            sufficient positive : any positive;
        }

        fingerprint device {
            positive service : easy = server.name in alexa_device_hosts;
            positive certificate : medium =
                payload.server at 0 == x"16 03"
                and payload.server contains [
                    "pitangui.amazon.com",
                    "dp-gw-na.amazon.com",
                    "skills-store.amazon.com",
                ];
            sufficient positive : any positive;
        }

        fingerprint cloud {
            positive host : easy =
                server.name under "amazonalexa.com"
                and not server.name in alexa_app_hosts
                and not server.name in alexa_device_hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under "amazonalexa.com"
                or dns.qname in alexa_app_hosts
                or dns.qname in alexa_device_hosts;
            sufficient positive : question;
        }

        test "the app" {
            request = """
                GET /api/devices-v2/device HTTP/1.1
                Host: alexa.amazon.de
                User-Agent: Mozilla/5.0 PitanguiBridge/2.2.345247.0
                Referer: https://alexa.amazon.de/spa/index.html

                """;
            expect alexa.mobile by app, agent, referer;
        }

        test "a speaker" {
            server.name = "avs-alexa-14-na.amazon.com";
            expect alexa.device by service;
        }

        test "another name of the service" {
            server.name = "origin-api.amazonalexa.com";
            expect alexa.cloud by host;
        }

        test "a question" {
            dns.qname = "dp-gw-na.amazon.com";
            expect alexa.dns by question;
        }

        test "the page's measurements belong to the shop" {
            server.name = "fls-na.amazon.com";
            expect provider amazon;
        }

        test "a picture of the shop in the app" {
            request = """
                GET /images/G/01/x.png HTTP/1.1
                Host: ecx.images-amazon.com
                User-Agent: Mozilla/5.0 PitanguiBridge/1.0

                """;
            expect provider amazon;
        }

        test "the account service is shared" {
            server.name = "api.amazon.com";
            expect provider amazon;
        }
    }
}
