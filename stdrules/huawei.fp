// Huawei: HiLink at home and IoTDA for makers.
module huawei;

// The interface, and what each kind of device can do.
list app_hosts : host = ["smarthome.hicloud.com", "smarthome-drcn.dbankcdn.com"];

list domains : host = [
    "huawei.com",
    "hicloud.com",
    "dbankcdn.com",
    "dbankcloud.com",
    "dbankcloud.ru",
    "myhuaweicloud.com",
    "hwad.net",
];

provider huawei "Huawei" {
    scope = server.name under domains or dns.qname under domains;

    platform huawei_hilink "Huawei HiLink" {
        category = cloud;
        reference = "support.huaweicloud.com, IoTDA; huaweicloud/huaweicloud-iot-device-sdk-java";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive path : easy = http.request.path starts_with [
                "/smart-life/v2/hms-lite/token",
                "/smart-life/v3/devices",
            ];
            // A path alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path;
        }

        fingerprint device {
            positive cloud : easy =
                server.name
                    matches /^(.+\.)?(iot-mqtts|iot-acc|iotda-device|iot-coaps)\.[a-z0-9-]+\.myhuaweicloud\.com$/;
            positive topic : easy = mqtt.topic starts_with "$oc/devices/";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under app_hosts
                or dns.qname
                    matches /^(.+\.)?(iot-mqtts|iot-acc|iotda-device|iot-coaps)\.[a-z0-9-]+\.myhuaweicloud\.com$/;
            sufficient positive : question;
        }

        test "what a device can do" {
            server.name = "smarthome-drcn.dbankcdn.com";
            expect huawei_hilink.mobile by api;
        }

        test "the app" {
            server.name = "smarthome.hicloud.com";
            expect huawei_hilink.mobile by api;
        }

        test "a device" {
            server.name = "iot-mqtts.cn-north-4.myhuaweicloud.com";
            expect huawei_hilink.device by cloud;
        }

        test "a question" {
            dns.qname = "abcdef.iotda-device.cn-north-4.myhuaweicloud.com";
            expect huawei_hilink.dns by question;
        }

        test "a topic" {
            mqtt.topic = ["$oc/devices/1_lamp/sys/properties/report"];
            expect huawei_hilink.device by topic;
        }

        test "the app at an address" {
            request = """
                GET /smart-life/v3/devices HTTP/1.1
                Host: 203.0.113.9

                """;
            expect huawei_hilink.mobile by path;
        }

        test "the same path at another's" {
            request = """
                GET /smart-life/v3/devices HTTP/1.1
                Host: api.example.com

                """;
            expect other;
        }

        test "the cloud of the same provider" {
            server.name = "cloud.huawei.com";
            expect provider huawei;
        }

        test "a name that only begins alike" {
            server.name = "smarthome.hicloud.com.example.net";
            expect other;
        }
    }
}
