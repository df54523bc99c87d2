// Baidu: DuerOS speakers and IoT Core.
module baidu;

list device_hosts : host = [
    "mqtt.iot.gz.baidubce.com",
    "mqtt.iot.bj.baidubce.com",
    "mqtt.iot.su.baidubce.com",
    "xiaodu.baidu.com",
    "duerbot-open.baidu.com",
    "duer-smart-device.cdn.bcebos.com",
];

list domains : host = ["baidu.com", "baidubce.com", "bcebos.com", "bdstatic.com"];

provider baidu "Baidu" {
    scope = server.name under domains or dns.qname under domains;

    platform dueros "Baidu IoT / DuerOS" {
        category = cloud;
        reference = "cloud.baidu.com, IoT Hub documents (instance.mqtt.iot.region.baidubce.com); NKUHack4FGroup/Lifecycle-Based-Traffic-Dataset, Xiaodu smart plug; public clients of IoT Core (<instance>.iot.gz.baidubce.com)";

        // Pages of the web call the assistant's server, too.
        negative page : medium = http.request.header["Referer"] is present;
        // Where people look after IoT Core.
        negative site : easy =
            server.name matches /^(console|support|product)\.iot\.[a-z]+\.baidubce\.com$/
            or dns.qname matches /^(console|support|product)\.iot\.[a-z]+\.baidubce\.com$/;
        sufficient negative : page or site;

        fingerprint device {
            // An instance of IoT Hub has a name of the maker's choice, one of IoT Core seven
            // signs.
            positive cloud : easy =
                server.name under device_hosts
                or server.name matches /^[a-z0-9]{7}\.iot\.(gz|bj|su)\.baidubce\.com$/;
            positive banner : easy = http.response.header["Server"] == "dueros";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under device_hosts
                or dns.qname matches /^[a-z0-9]{7}\.iot\.(gz|bj|su)\.baidubce\.com$/;
            sufficient positive : question;
        }

        test "a device at IoT Core" {
            server.name = "adtwuzp.iot.gz.baidubce.com";
            expect dueros.device by cloud;
        }

        test "people look after their devices" {
            server.name = "console.iot.gz.baidubce.com";
            expect provider baidu;
        }

        test "a device" {
            server.name = "mqtt.iot.gz.baidubce.com";
            expect dueros.device by cloud;
        }

        test "a question" {
            dns.qname = "duer-smart-device.cdn.bcebos.com";
            expect dueros.dns by question;
        }

        test "a speaker's server" {
            response = """
                HTTP/1.1 200 OK
                Server: dueros

                """;
            expect dueros.device by banner;
        }

        test "a page of the search calls the assistant" {
            request = """
                GET /saiya/log HTTP/1.1
                Host: xiaodu.baidu.com
                Referer: https://www.baidu.com/

                """;
            expect provider baidu;
        }

        test "another service of the cloud" {
            server.name = "db1.tsdb.iot.gz.baidubce.com";
            expect provider baidu;
        }

        test "a search is no IoT" {
            server.name = "www.baidu.com";
            expect provider baidu;
        }

        test "a name that only begins alike" {
            server.name = "mqtt.iot.gz.baidubce.com.example.net";
            expect other;
        }
    }
}
