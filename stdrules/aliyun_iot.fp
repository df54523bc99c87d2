// Aliyun IoT and its LinkKit devices: brokers and the control plane by their names,
// devices by what they say to a broker. The provider stands in alibaba.fp.
module aliyun_iot;

import lists.aliyun;

// Broker, HTTP/2, HTTP, CoAP and registration: <product>.<service>.<region>.
list iot_device_hosts : host = [
    "coap.cn-shanghai.link.aliyuncs.com",
    "ota.iot-thing.cn-shanghai.aliyuncs.com",
];

// The control plane, one name a region.
list iot_api_hosts : host = [
    "iot.cn-shanghai.aliyuncs.com",
    "iot.ap-southeast-1.aliyuncs.com",
    "iot.ap-northeast-1.aliyuncs.com",
    "iot.us-west-1.aliyuncs.com",
    "iot.us-east-1.aliyuncs.com",
    "iot.eu-central-1.aliyuncs.com",
];

platform aliyun_iot "Aliyun IoT (LinkKit)" {
    category = cloud;
    reference = "help.aliyun.com, IoT Platform API and device protocol; alibaba/AliOS-Things, linkkit components";

    negative storage : easy = http.response.header["Server"] == "AliyunOSS";
    sufficient negative : storage;

    fingerprint mobile {
        positive api : easy = server.name in iot_api_hosts;
        // A device of a product, with the platform's own id, or with its secret where
        // the product has a key of the platform's form. Other clouds took over the thing
        // model: its methods, and a secret beside other keys, say nothing.
        positive identity : hard =
            http.response.json["/data/**/deviceName"] is present
            and any of (
                http.response.json["/data/**/productKey"] matches /^[A-Za-z0-9]{10,12}$/
                    and http.response.json["/data/**/iotId"] is present,
                http.response.json["/data/**/productKey"] matches /^a1[A-Za-z0-9]{9}$/
                    and http.response.json["/data/**/deviceSecret"] is present,
            );
        // Firmware, settings and files lie in stores of the platform's.
        positive store : hard = aliyun.is_store();
        positive thing_model : hard =
            http.response.json["/data/schema"] contains "://iot-tsl.oss-"
            and http.response.json["/data/profile/productKey"] is present;
        // An answer of the control plane, in JSON and in XML.
        positive answer : hard = aliyun.is_answer();
        positive words : hard = aliyun.is_about_things();
        positive xml_answer : hard = aliyun.is_xml_answer();
        // A body alone says nothing behind a name, and the provider's hosting bears
        // the names of its tenants; an address is none.
        negative elsewhere : medium = server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/;
        sufficient positive priority 180 : api;
        sufficient negative priority 150 : elsewhere;
        sufficient positive : identity or store or thing_model or answer or words or xml_answer;
    }

    fingerprint device {
        // Instances have a name of their own; regions come and go.
        positive endpoint : easy =
            server.name under iot_device_hosts
            or server.name under "iothub.aliyuncs.com"
            or server.name
                matches /^(.+\.)?iot-(as-(mqtt|http|http2|coap)|auth)\.[a-z0-9-]+\.aliyuncs\.com$/;
        // <id>|securemode=3,signmethod=hmacsha1,timestamp=..|
        positive client_id : easy =
            mqtt.client_id matches /\|([^|]*,)?securemode=-?[0-9](,[^|]*)?\|$/
            and not mqtt.client_id contains ["signmethod=sha1", "signmethod=sha256"];
        positive sdk : easy = mqtt.client_id contains ["signmethod=hmacsha", "|_v=sdk-c-"];
        // Topics of the thing model name product and device.
        positive thing_topic : easy =
            mqtt.topic
                matches /^\/sys\/[A-Za-z0-9]{10,12}\/[^\/]+\/thing\/(event|service|deviceinfo|topo|sub|config|dsltemplate|gateway|list|model|file|disable|enable|delete|reset)\b/;
        // These words are anyone's, unless the client is a device of a product.
        positive service_topic : medium =
            mqtt.topic
                matches /^\/(ota\/device\/(inform|upgrade|progress|request)|ext\/(ntp|session|error))\/[A-Za-z0-9]{10,12}\/[^\/]+/;
        positive user : medium =
            mqtt.username matches /^[A-Za-z0-9_.:@-]{4,32}&[A-Za-z0-9]{10,12}$/;
        // Clouds with the same words have names of their own.
        negative elsewhere : medium =
            server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
            and not server.name under "aliyuncs.com";
        sufficient negative priority 150 : elsewhere;
        sufficient positive :
            endpoint or client_id or sdk or thing_topic or (service_topic and user);
    }

    fingerprint local {
        // A device and the app find each other by CoAP while it is set up.
        positive setup : easy = coap.path in [
            "/sys/awss/device/info/get",
            "/sys/awss/device/info/notify",
            "/sys/awss/event/connectap/notify",
            "/sys/awss/device/connectap/info/get",
            "/sys/awss/device/softap/switchap",
        ];
        sufficient positive : setup;
    }

    fingerprint dns {
        positive question : easy =
            dns.qname under iot_device_hosts
            or dns.qname under "iothub.aliyuncs.com"
            or dns.qname
                matches /^(.+\.)?iot-(as-(mqtt|http|http2|coap)|auth)\.[a-z0-9-]+\.aliyuncs\.com$/
            or dns.qname in iot_api_hosts;
        sufficient positive : question;
    }

    test "an instance with a name of its own" {
        server.name = "iot-06z00e72pmhfm3r.mqtt.iothub.aliyuncs.com";
        expect aliyun_iot.device by endpoint;
    }

    test "a region that is new" {
        server.name = "a1abcdefghi.iot-as-mqtt.me-east-1.aliyuncs.com";
        expect aliyun_iot.device by endpoint;
    }

    test "a store of the region" {
        server.name = "iot-as-mqtt.oss-cn-shanghai.example.aliyuncs.com";
        expect provider alibaba;
    }

    test "a client id of another cloud" {
        mqtt.client_id = "edge01|securemode=2,signmethod=sha256,timestamp=1548753362502|";
        expect other;
    }

    test "the words at another cloud's name" {
        server.name = "mqtt.envisioniot.example.com";
        mqtt.client_id = "edge01|securemode=2,signmethod=hmacsha1,timestamp=1548753362502|";
        mqtt.topic = "/sys/Xd8iiBC4kq1/edge01/thing/event/property/post";
        expect other;
    }

    test "set up by CoAP" {
        coap.path = "/sys/awss/event/connectap/notify";
        expect aliyun_iot.local by setup;
    }

    test "another path below sys" {
        coap.path = "/sys/info";
        expect other;
    }

    test "firmware in storage" {
        request = """
            GET /ota/fw.bin HTTP/1.1
            Host: iot.cn-shanghai.aliyuncs.com

            """;
        response = """
            HTTP/1.1 200 OK
            Server: AliyunOSS

            """;
        expect provider alibaba;
    }

    test "a device at the broker" {
        server.name = "a1GuxeFynXG.iot-as-mqtt.ap-southeast-1.aliyuncs.com";
        mqtt.client_id = "d1|securemode=3,signmethod=hmacsha1,timestamp=1|";
        mqtt.topic = ["/sys/a1GuxeFynXG/d1/thing/event/property/post"];
        expect aliyun_iot.device by endpoint, client_id, sdk, thing_topic;
    }

    test "an update" {
        mqtt.username = "lamp&a1GuxeFynXG";
        mqtt.topic = ["/ota/device/inform/a1GuxeFynXG/lamp"];
        expect aliyun_iot.device by service_topic, user;
    }

    test "an update of another's" {
        mqtt.username = "admin";
        mqtt.topic = [
            "/ota/device/upgrade/0a1b2c3d4e5f/d1",
            "/ext/ntp/a",
            "/sys/floor123456/room/thing/lamp",
        ];
        expect other;
    }

    test "firmware" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"code":"1000","data":{"url":"https://iotx-ota-pre.oss-cn-shanghai.aliyuncs.com/fw.tar.gz","md5":"1"}}
            """;
        expect aliyun_iot.mobile by store;
    }

    test "a file in anybody's store" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"code":"1000","data":{"url":"https://files-ota.oss-cn-shanghai.aliyuncs.com/fw.tar.gz","md5":"1"}}
            """;
        expect other;
    }

    test "a method that is answered, as on EnOS" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"id":"1","version":"1.0","code":200,"method":"thing.event.property.post","data":{}}
            """;
        expect other;
    }

    test "a device that registers at another cloud" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"code":200,"data":{"productKey":"Xd8iiBC4kq1","deviceName":"d1","deviceSecret":"s"}}
            """;
        expect other;
    }

    test "a thing model" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"code":200,"data":{"schema":"https://iot-tsl.oss-cn-shanghai.aliyuncs.com/schema.json","profile":{"productKey":"a1GuxeFynXG"}}}
            """;
        expect aliyun_iot.mobile by thing_model;
    }

    test "devices of another's" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"data":{"list":[{"productKey":"p","deviceName":"d","deviceSecret":"s"}]}}
            """;
        expect other;
    }

    test "a tenant's devices" {
        request = """
            GET /list HTTP/1.1
            Host: xyz.cn-hangzhou.fc.aliyuncs.com

            """;
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"data":{"productKey":"a1GuxeFynXG","deviceName":"d1","deviceSecret":"s"}}
            """;
        expect provider alibaba;
    }

    test "the control plane" {
        request = """
            GET /?Action=QueryDevice&ProductKey=a1GuxeFynXG HTTP/1.1
            Host: iot.cn-shanghai.aliyuncs.com

            """;
        expect aliyun_iot.mobile by api;
    }

    test "the same words of another's cloud" {
        request = """
            GET /v1/status HTTP/1.1
            Host: api.example.net

            """;
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"code":200,"data":{"productKey":"a1GuxeFynXG","deviceName":"d1","deviceSecret":"s"},"message":"success"}
            """;
        expect other;
    }

    test "a device that registers" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"code":200,"data":{"productKey":"a1GuxeFynXG","deviceName":"d1","deviceSecret":"s"},"message":"success"}
            """;
        expect aliyun_iot.mobile by identity;
    }

    test "an answer of the control plane" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"RequestId":"57b144cf-09fc-4916-a272-a62902d5b207","Success":true,"Data":{"ProductKey":"a1GuxeFynXG","NodeType":0}}
            """;
        expect aliyun_iot.mobile by answer;
    }

    test "what a device told before" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"RequestId":"57b144cf-09fc-4916-a272-a62902d5b207","Success":true,"Data":{"NextValid":true,"NextTime":1516541821599,"List":{"PropertyInfo":[{"Value":"1","Time":"1516541900303"}]}}}
            """;
        expect aliyun_iot.mobile by words;
    }

    test "a page with an example" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: text/html

            <pre>{"RequestId":"57b144cf","Success":true,"RrpcCode":"SUCCESS","IotId":"1","DeviceName":"d"}</pre>
            """;
        expect other;
    }

    test "pages of another's list" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"RequestId":"57b144cf-09fc-4916-a272-a62902d5b207","Success":true,"Data":{"NextValid":true,"NextTime":1516541821599,"GroupId":"1","GroupName":"a","RuleActionList":["deny"]}}
            """;
        expect other;
    }

    test "an answer of another's control plane" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"RequestId":"57b144cf-09fc-4916-a272-a62902d5b207","Success":true,"Data":{"ProductKey":"p1","DeviceName":"d"}}
            """;
        expect other;
    }

    test "an answer in XML" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: text/xml

            <?xml version="1.0" encoding="UTF-8"?>
            <SetDevicePropertyResponse>
            <RequestId>57b144cf-09fc-4916-a272-a62902d5b207</RequestId>
            <Success>true</Success>
            </SetDevicePropertyResponse>
            """;
        expect aliyun_iot.mobile by xml_answer;
    }

    test "a product of another's shop, in XML" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: text/xml

            <CreateProductResponse><RequestId>7</RequestId><Success>true</Success></CreateProductResponse>
            """;
        expect other;
    }

    test "an answer in XML at another's name" {
        request = """
            GET /?Action=RRpc HTTP/1.1
            Host: api.example.net

            """;
        response = """
            HTTP/1.1 200 OK
            Content-Type: text/xml

            <RRpcResponse><RequestId>7</RequestId><Success>true</Success></RRpcResponse>
            """;
        expect other;
    }

    test "a question" {
        dns.qname = "iot-auth.cn-shanghai.aliyuncs.com";
        expect aliyun_iot.dns by question;
    }

    test "names of the same provider" {
        server.name = "alidns.aliyuncs.com";
        expect provider alibaba;
    }

    test "the clock is the provider's" {
        dns.qname = "ntp1.aliyun.com";
        expect provider alibaba;
    }
}
