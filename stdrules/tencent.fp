// Tencent: IoT Hub. A device's user name carries the application's number.
module tencent;

list device_hosts : host = ["iotcloud.tencentdevices.com"];

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
        reference = "Tencent IoT Hub device SDK";

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive username : easy = mqtt.username contains ";21010406;";
            positive topic : medium =
                mqtt.topic
                    matches /^\$(thing|shadow|ota|gateway)\/(up|down|operation|report|update)\//;
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

        test "statistics are no IoT" {
            server.name = "beacon.qq.com";
            expect provider tencent;
        }

        test "a name that only begins alike" {
            server.name = "iotcloud.tencentdevices.com.example.net";
            expect other;
        }
    }
}
