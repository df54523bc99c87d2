// Alibaba: Alink, the older smart home platform and its app's interface, and
// Aliyun IoT with its LinkKit devices.
//
// Tengine is Alibaba's stock web server and answers for its shops and for many
// customers: the paper's tool erred there, and no rule here reads it. The
// X-Ca-* headers belong to Alibaba's general API gateway and count only beside
// what is the platform's own.
module alibaba;

list alink_device_hosts : host = [
    "alink.tcp.aliyun.com",
    "wsf.smart.aliyun-inc.com",
    "wsf.smart.tbsandbox.com",
];

list alink_app_hosts : host = [
    "api.link.aliyun.com",
    "api-performance.aliplus.com",
    "ap-southeast-1.api-iot.aliyuncs.com",
    "ap-northeast-1.api-iot.aliyuncs.com",
    "eu-central-1.api-iot.aliyuncs.com",
    "us-east-1.api-iot.aliyuncs.com",
    "us-west-1.api-iot.aliyuncs.com",
];

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

list alibaba_hosts : host = [
    "aliyun.com",
    "aliyuncs.com",
    "aliyun-inc.com",
    "alibaba.com",
    "alicdn.com",
    "aliexpress.com",
    "aliapp.org",
    "taobao.com",
    "taobaocdn.com",
    "tmall.com",
    "mmstat.com",
    "tanx.com",
    "alimama.com",
    "alipay.com",
    "alipaylog.com",
    "umeng.com",
    "amap.com",
    "aliplus.com",
    "tbsandbox.com",
    "adtrack.quark.cn",
];

provider alibaba "Alibaba" {
    scope = server.name under alibaba_hosts or dns.qname under alibaba_hosts;

    platform alink "Alibaba Alink" {
        category = hub;
        reference = "Alink SDK; Living platform SDK, API channel; the paper, section III.C";

        // Storage says so, wherever it stands.
        negative storage : easy = http.response.header["Server"] == "AliyunOSS";
        sufficient negative : storage;

        fingerprint mobile {
            positive api : easy = server.name in alink_app_hosts;
            positive path : medium =
                http.request.path in ["/cloud/thing/properties/set", "/awss/enrollee/list/get"];
            // The general gateway, asked for a thing.
            positive gateway : easy =
                http.request.header["X-Ca-Key"] is present
                and http.request.header["X-Ca-Signature"] is present;
            positive iot_token : medium = http.request.json["/request/iotToken"] is present;
            sufficient positive : api or (gateway and (path or iot_token));
        }

        fingerprint device {
            positive cloud : easy = server.name in alink_device_hosts;
            // WSF1, the magic of Alink's frames, where TLS does not cover it.
            positive port : easy = server.port in [443, 9999] and flow.transport == "tcp";
            positive magic : easy = payload.client at 0 == x"57 53 46 31";
            sufficient positive : cloud or (port and magic);
        }

        fingerprint dns {
            positive question : easy =
                dns.qname in alink_device_hosts or dns.qname in alink_app_hosts;
            sufficient positive : question;
        }

        test "storage, by the gateway's words" {
            request = """
                POST /cloud/thing/properties/set HTTP/1.1
                Host: files.example.net
                X-Ca-Key: 1
                X-Ca-Signature: s

                """;
            response = """
                HTTP/1.1 200 OK
                Server: AliyunOSS

                """;
            expect other;
        }

        test "the app's interface" {
            request = """
                POST /cloud/thing/properties/set HTTP/1.1
                Host: api.link.aliyun.com
                X-Ca-Key: 1
                X-Ca-Signature: s

                """;
            expect alink.mobile by api, gateway, path;
        }

        test "a thing asked for by the general gateway" {
            request = """
                POST /thing/properties/get HTTP/1.1
                Host: iot-gateway.example.com
                X-Ca-Key: 1
                X-Ca-Signature: s
                Content-Type: application/json

                {"id":"1","request":{"apiVer":"1.0.2","iotToken":"t"},"params":{}}
                """;
            expect alink.mobile by gateway, iot_token;
        }

        test "the general gateway alone" {
            request = """
                GET /weather HTTP/1.1
                Host: weather.market.alicloudapi.com
                X-Ca-Key: 1
                X-Ca-Signature: s

                """;
            expect other;
        }

        test "a device" {
            server.name = "alink.tcp.aliyun.com";
            expect alink.device by cloud;
        }

        test "a frame" {
            flow.transport = "tcp";
            server.port = 9999;
            payload.client = x"57 53 46 31 00 00 00 11";
            expect alink.device by port, magic;
        }

        test "a question" {
            dns.qname = "api.link.aliyun.com";
            expect alink.dns by question;
        }

        test "Tengine in front of a shop" {
            request = """
                GET / HTTP/1.1
                Host: www.taobao.com

                """;
            response = """
                HTTP/1.1 200 OK
                Server: Tengine

                """;
            expect provider alibaba;
        }
    }

    platform aliyun_iot "Aliyun IoT (LinkKit)" {
        category = cloud;
        reference = "Aliyun IoT Platform API and device protocol; AliOS Things LinkKit SDK";

        negative storage : easy = http.response.header["Server"] == "AliyunOSS";
        sufficient negative : storage;

        fingerprint mobile {
            positive api : easy = server.name in iot_api_hosts;
            // A device of a product, with its secret or its id.
            positive identity : hard =
                http.response.json["/data/**/productKey"] is present
                and http.response.json["/data/**/deviceName"] is present;
            // The method of the thing model that is answered.
            positive method : hard =
                http.response.json["/method"] starts_with "thing."
                and http.response.json["/code"] is present;
            // Firmware lies in a store of the platform's.
            positive firmware : hard =
                http.response.json["/data/url"] contains "://iotx-ota"
                and http.response.json["/data/md5"] is present;
            positive thing_model : hard =
                http.response.json["/data/schema"] is present
                and http.response.json["/data/profile/productKey"] is present;
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under alibaba_hosts;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : identity or method or firmware or thing_model;
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
                mqtt.client_id matches /\|([^|]*,)?securemode=-?[0-9](,[^|]*)?\|$/;
            positive sdk : easy = mqtt.client_id contains ["signmethod=hmacsha", "|_v=sdk-c-"];
            // Topics of the thing model name product and device.
            positive thing_topic : easy =
                mqtt.topic matches /^\/sys\/[A-Za-z0-9]{10,12}\/[^\/]+\/thing\//;
            positive service_topic : easy = mqtt.topic starts_with [
                "/ota/device/inform/",
                "/ota/device/upgrade/",
                "/ota/device/progress/",
                "/ota/device/request/",
                "/ext/ntp/",
                "/ext/session/",
                "/ext/error/",
            ];
            sufficient positive : any positive;
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
            mqtt.topic = ["/ota/device/inform/a1GuxeFynXG/d1"];
            expect aliyun_iot.device by service_topic;
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
}
