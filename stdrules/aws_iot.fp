// AWS IoT Core: the endpoint of an account, its ALPN, its topics, and the documents
// of its control plane. The provider stands in amazon.fp.
module aws_iot;

import amazon;

platform aws_iot "AWS IoT Core" {
    category = cloud;
    reference = "the paper, section III.C and listing 1; AWS IoT Core developer guide (protocols, custom authentication, basic ingest, device shadows); aws/aws-iot-device-sdk-cpp-v2, discovery";

    negative shop : medium = server.name under amazon.retail;
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
        // A request signed for the data plane: the scope of a signature names
        // the service, whatever the host.
        positive signature : easy = any of (
            http.request.header["Authorization"] contains amazon.iot_signatures,
            http.request.query["X-Amz-Credential"] contains "/iotdevicegateway/aws4_request",
        );
        // A shadow's path, asked for or answered as Amazon does.
        positive shadow_path : easy =
            http.request.path matches /^\/things\/[^\/]+\/shadow$/
            and (http.request.header["Authorization"] starts_with "AWS4-HMAC-SHA256 "
                or http.response.header["x-amzn-RequestId"] is present);
        positive resource : hard = http.response.body contains amazon.iot_resources;
        positive shadow : hard = amazon.is_shadow();
        positive thing : hard = amazon.is_thing();
        positive defender : hard = amazon.is_defender();
        // An account's endpoint, as the control plane tells it.
        positive told_endpoint : hard =
            http.response.json["/endpointAddress"]
                matches /\.iot\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
        positive audit : hard = amazon.is_audit();
        positive wireless : hard = amazon.is_wireless();
        // A body or a path alone says nothing behind the name of another company,
        // and Amazon's hosting bears the names of its tenants; an address is none.
        negative elsewhere : medium =
            server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
            and not server.name under amazon.own_hosts;
        sufficient positive priority 180 : signature;
        sufficient negative priority 150 : elsewhere;
        sufficient positive :
            (front_end and device_keys)
            or (edge and device_keys)
            or shadow_path
            or resource
            or shadow
            or thing
            or defender
            or told_endpoint
            or audit
            or wireless;
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
        positive topic : easy = mqtt.topic starts_with amazon.iot_topics;
        sufficient positive : any positive;
    }

    fingerprint dns {
        positive question : easy =
            dns.qname
                matches /^(.+\.)?iot(-fips)?\.[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9]\.amazonaws\.com(\.cn)?$/;
        sufficient positive : question;
    }

    test "where a device is" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"Accuracy":{"HorizontalAccuracy":0.0},"Position":[33.3],"SolverProvider":null,"SolverType":null}
            """;
        expect aws_iot.mobile by wireless;
    }

    test "where another is" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"Accuracy":{"HorizontalAccuracy":0.0},"Position":[33.3]}
            """;
        expect other;
    }

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

    test "a state with another history" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"state":{"reported":{"on":true}},"metadata":{"reported":{"by":"x"}},"version":3}
            """;
        expect other;
    }

    test "a shadow's path" {
        request = """
            GET /things/lamp/shadow HTTP/1.1
            Host: 203.0.113.9
            Authorization: AWS4-HMAC-SHA256 Credential=A/20240101/us-east-1/execute-api/aws4_request

            """;
        expect aws_iot.mobile by shadow_path;
    }

    test "things of another's" {
        request = """
            GET /things/lamp/shadow HTTP/1.1
            Host: api.example.com

            """;
        expect other;
    }

    test "a request signed for the data plane" {
        request = """
            POST /topics/a HTTP/1.1
            Host: iot.example.com
            Authorization: AWS4-HMAC-SHA256 Credential=A/20240101/us-east-1/iotdata/aws4_request

            """;
        expect aws_iot.mobile by signature;
    }

    test "chairs at a tenant's" {
        request = """
            GET /v1/items HTTP/1.1
            Host: abc123.execute-api.us-east-1.amazonaws.com

            """;
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"thingTypes":[{"thingTypeName":"chair","thingTypeProperties":{},"thingTypeMetadata":{}}]}
            """;
        expect provider amazon;
    }

    test "kinds of things" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"thingTypes":[{"thingTypeName":"LightBulb","thingTypeProperties":{},"thingTypeMetadata":{"deprecated":false}}]}
            """;
        expect aws_iot.mobile by thing;
    }

    test "things of a shop" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"items":[{"thingName":"chair","thingTypeName":"wood","price":3}]}
            """;
        expect other;
    }

    test "what watches over things" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"summaries":[{"securityProfileName":"p","behaviorName":"b","modelStatus":"ACTIVE"}]}
            """;
        expect aws_iot.mobile by defender;
    }

    test "profiles of a firewall" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"rules":[{"securityProfileName":"strict","behaviorName":"deny"}]}
            """;
        expect other;
    }

    test "an account's endpoint" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"endpointAddress":"a1b2c3d4e5f6g7-ats.iot.us-west-2.amazonaws.com"}
            """;
        expect aws_iot.mobile by told_endpoint;
    }

    test "an endpoint of another's" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"endpointAddress":"broker.iot.example.com"}
            """;
        expect other;
    }

    test "an audit" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"taskStatus":"COMPLETED","taskType":"SCHEDULED_AUDIT_TASK","taskStatistics":{"compliantChecks":0,"nonCompliantChecks":1}}
            """;
        expect aws_iot.mobile by audit;
    }

    test "an audit of books" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"job":{"taskType":"SCHEDULED_AUDIT_TASK"},"nonCompliantResource":"ledger"}
            """;
        expect other;
    }

    test "a gateway" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"ConnectionStatus":"Connected","LastUplinkReceivedAt":"2021-03-24T23:13:08Z","WirelessGatewayId":"30cbdcf3"}
            """;
        expect aws_iot.mobile by wireless;
    }

    test "a gateway of another's" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"WirelessGatewayId":"1","ConnectionStatus":"Connected"}
            """;
        expect other;
    }

    test "a thing of the control plane" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"thingName":"lamp","thingArn":"arn:aws:iot:us-east-1:1:thing/lamp"}
            """;
        expect aws_iot.mobile by resource;
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
        server.name = "www.amazon.com";
        expect provider amazon;
    }
}
