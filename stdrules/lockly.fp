// Lockly: locks. The hub speaks to Aliyun IoT, by the name of one product.
module lockly;

list device_hosts : host = ["a1GuxeFynXG.iot-as-mqtt.us-west-1.aliyuncs.com"];

list domains : host = ["lockly.com"];

provider lockly "Lockly" {
    scope = server.name under domains or dns.qname under domains;

    platform lockly "Lockly" {
        category = lock;
        reference = "tj-oconnor/IoT-Dataset, pcaps/lockly-hub-01.pcap";

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy = dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a device" {
            server.name = "a1GuxeFynXG.iot-as-mqtt.us-west-1.aliyuncs.com";
            expect lockly.device by cloud;
        }

        test "a question" {
            dns.qname = "a1GuxeFynXG.iot-as-mqtt.us-west-1.aliyuncs.com";
            expect lockly.dns by question;
        }

        test "a hub at the rented broker" {
            server.name = "a1GuxeFynXG.iot-as-mqtt.us-west-1.aliyuncs.com";
            expect lockly.device behind aliyun_iot;
        }

        test "another product at the broker" {
            server.name = "a1XXXXXXXXX.iot-as-mqtt.us-west-1.aliyuncs.com";
            expect aliyun_iot.device;
        }

        test "the maker's site" {
            server.name = "www.lockly.com";
            expect provider lockly;
        }

        test "a name that only begins alike" {
            server.name = "a1GuxeFynXG.iot-as-mqtt.us-west-1.aliyuncs.com.example.net";
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer lockly over aliyun_iot;
