// Alibaba: Alink, the older smart home platform and its app's interface. Aliyun IoT,
// which makers rent, stands in aliyun_iot.fp.
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
        reference = "alibaba/AliOS-Things, alink and linkkit components; help.aliyun.com, Living platform SDK, API channel; the paper, section III.C";

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
            positive iot_token : medium =
                http.request.json["/request/iotToken"] is present
                and http.request.json["/request/apiVer"] is present;
            // The gateway serves everybody's interfaces: behind the name of another
            // company it says nothing; an address is none.
            negative elsewhere : medium = server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : gateway and (path or iot_token);
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
            expect alink.mobile by api;
        }

        test "a thing asked for by the general gateway" {
            request = """
                POST /thing/properties/get HTTP/1.1
                Host: 203.0.113.9
                X-Ca-Key: 1
                X-Ca-Signature: s
                Content-Type: application/json

                {"id":"1","request":{"apiVer":"1.0.2","iotToken":"t"},"params":{}}
                """;
            expect alink.mobile by gateway, iot_token;
        }

        test "a customer's own gateway" {
            request = """
                POST /awss/enrollee/list/get HTTP/1.1
                Host: api.example.com
                X-Ca-Key: 1
                X-Ca-Signature: s

                """;
            expect other;
        }

        test "a customer's own gateway on the provider's name" {
            request = """
                POST /v1/order HTTP/1.1
                Host: a1b2.apigateway.example.alicloudapi.com
                X-Ca-Key: 1
                X-Ca-Signature: s

                {"request":{"apiVer":"1.0.2","iotToken":"t"}}
                """;
            expect other;
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
}
