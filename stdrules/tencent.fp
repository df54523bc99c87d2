// Tencent: IoT Hub. A device's user name carries the application's number.
module tencent;

list device_hosts : host = ["iotcloud.tencentdevices.com", "tencentdevices.com"];

list domains : host = [
    "qq.com",
    "tencent.com",
    "tencentcloudapi.com",
    "tencentdevices.com",
    "iot-tencent.com",
    "ugdtimg.com",
];

provider tencent "Tencent" {
    scope = server.name under domains or dns.qname under domains;

    platform tencent_iot "Tencent IoT" {
        category = cloud;
        reference = "Tencent IoT Hub documents: MQTT; tencentyun/qcloud-iot-sdk-embedded-c; tencentyun/iot-device-python";

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive username : easy =
                mqtt.username matches /^[A-Z0-9]{10}[^;]+;21010406;[A-Za-z0-9]+;[0-9]+$/;
            // Behind the verb stand the product, ten characters, and the device.
            positive topic : medium =
                mqtt.topic
                    matches /^\$(thing\/(up|down)\/(property|event|action|service|raw)|shadow\/operation(\/result)?|ota\/(report|update)|gateway\/operation(\/result)?)\/[A-Z0-9]{10}\/[^\/]+$/;
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a device" {
            server.name = "ABCDEFGHIJ.iotcloud.tencentdevices.com";
            expect tencent_iot.device by cloud;
        }

        test "a question" {
            dns.qname = "ABCDEFGHIJ.iotcloud.tencentdevices.com";
            expect tencent_iot.dns by question;
        }

        test "a device" {
            mqtt.username = "ABCDEFGHIJlamp1;21010406;12345;1700000000";
            expect tencent_iot.device by username;
        }

        test "a shadow's topic" {
            mqtt.topic = ["$shadow/operation/result/S3EUVBRJLB/lamp1"];
            expect tencent_iot.device by topic;
        }

        test "another's topics" {
            mqtt.topic = ["$thing/up/status", "$ota/report/1"];
            expect other;
        }

        test "statistics are no IoT" {
            server.name = "beacon.qq.com";
            expect provider tencent;
        }

        test "a name that only begins alike" {
            server.name = "iotcloud.tencentdevices.com.example.net";
            expect other;
        }

        test "a broker by its region" {
            server.name = "iotcloud-mqtt.gz.tencentdevices.com";
            expect tencent_iot.device by cloud;
        }

        test "a gateway for publishing" {
            dns.qname = "ap-guangzhou.gateway.tencentdevices.com";
            expect tencent_iot.dns by question;
        }
    }
}
