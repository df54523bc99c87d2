// Signify: Philips Hue.
//
// Older bridges ask Philips' device portal, newer ones meethue.com and, for
// MQTT, Google's bridge. The app also sends to advert and analytics hosts, which
// are not Signify's.
module signify;

list app_hosts : host = [
    "api.meethue.com",
    "discovery.meethue.com",
    "account.meethue.com",
    "api.account.meethue.com",
];

list hosts : host = [
    "meethue.com",
    "dcp.cpp.philips.com",
    "dcp.dc1.philips.com",
    "www.ecdinterface.philips.com",
];

list device_hosts : host = [
    "bridge.meethue.com",
    "ws.meethue.com",
    "time.meethue.com",
    "data.meethue.com",
    "diag.meethue.com",
    "diagnostics.meethue.com",
    "iot.meethue.com",
];

list sites : host = ["meethue.com", "www2.meethue.com", "developers.meethue.com"];

list domains : host = [
    "meethue.com",
    "philips-hue.com",
    "signify.com",
    "cpp.philips.com",
    "ecdinterface.philips.com",
    "dc1.philips.com",
];

provider signify "Signify" {
    scope = server.name under domains or dns.qname under domains;

    platform hue "Philips Hue" {
        category = lighting;
        reference = "Hue API documents; diyHue; lab captures";

        negative site : easy = server.name in sites;
        sufficient negative : site;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            sufficient positive : api;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive queue : easy =
                http.request.path in [
                    "/queue/getmessage",
                    "/DcpRequestHandler/index.ashx",
                    "/NotificationService/RequestHandler.ashx",
                ]
                or http.request.path starts_with "/DevicePortalICPRequestHandler/";
            sufficient positive : any positive;
        }

        fingerprint cloud {
            positive host : easy =
                server.name under hosts
                and not server.name under app_hosts
                and not server.name under device_hosts;
            sufficient positive : host;
        }

        fingerprint local {
            // The bridge's interface: a user's key in the path.
            positive path : easy =
                http.request.path
                    matches /^\/api\/[A-Za-z0-9-]{20,40}\/(lights|groups|sensors|scenes|rules|config|schedules)/;
            // The interface of newer bridges.
            positive clip : easy =
                http.request.path starts_with ["/clip/v2/resource", "/eventstream/clip/v2"]
                or http.request.header["hue-application-key"] is present;
            positive banner : easy =
                http.response.header["Server"] matches /UPnP\/1\.0,? IpBridge\/[0-9.]+$/;
            positive announcement : easy =
                (payload.client contains ["hue-bridgeid: ", "IpBridge/1."]
                    or payload.server contains ["hue-bridgeid: ", "IpBridge/1."])
                    and flow.transport == "udp"
                or ssdp.server contains " IpBridge/";
            // A bridge names itself by multicast DNS.
            positive instance : medium =
                payload.client contains ["Hue Bridge - ", "Philips Hue - "]
                and server.port == 5353
                and flow.transport == "udp";
            positive description : easy =
                http.response.body contains nocase "hue personal wireless lighting";
            positive certificate : medium =
                payload.server at 0 == x"16 03" and payload.server contains "Philips Hue"
                or tls.cert.subject contains "O=Philips Hue";
            // What a bridge says of itself, alone or with all it holds.
            positive config : hard =
                http.response.json["/bridgeid"] is present
                    and http.response.json["/apiversion"] is present
                or http.response.json["/config/apiversion"] is present
                    and http.response.json["/config/swversion"] is present
                    and http.response.json["/lights"] is present;
            // A bridge answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x04_hue[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x04_hue[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy =
                (dns.qname under app_hosts or dns.qname under device_hosts or dns.qname under hosts)
                and not dns.qname in sites;
            sufficient positive : question;
        }

        test "announced behind others" {
            ssdp.server = ["other", "Hue/1.0 UPnP/1.0 IpBridge/1.56.0"];
            expect hue.local by announcement;
        }

        test "documents for makers" {
            server.name = "developers.meethue.com";
            expect provider signify;
        }

        test "_hue._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000045f687565045f746370056c6f63616c00000c00010000007800040161c00c";
            expect hue.local by service;
        }

        test "a question for _hue._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000045f687565045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "the app" {
            server.name = "api.meethue.com";
            expect hue.mobile by api;
        }

        test "a device" {
            server.name = "mqtt-eu-01.iot.meethue.com";
            expect hue.device by cloud;
        }

        test "the cloud" {
            server.name = "dcp.cpp.philips.com";
            expect hue.cloud by host;
        }

        test "a question" {
            dns.qname = "mqtt-eu-01.iot.meethue.com";
            expect hue.dns by question;
        }

        test "a bridge asks for its messages" {
            request = """
                GET /queue/getmessage?duration=180000 HTTP/1.1
                Host: bridge.meethue.com

                """;
            expect hue.device by cloud, queue;
        }

        test "a lamp on the home network" {
            request = """
                PUT /api/0123456789abcdefghijABCDEFGHIJ/lights/1/state HTTP/1.1
                Host: 192.168.0.24

                """;
            expect hue.local by path;
        }

        test "a bridge announces itself" {
            flow.transport = "udp";
            server.port = 1900;
            payload.client = "NOTIFY * HTTP/1.1\r\nSERVER: Linux/3.14.0 UPnP/1.0 IpBridge/1.26.0\r\nhue-bridgeid: 001788FFFE000000\r\n";
            expect hue.local by announcement;
        }

        test "a description" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <root><modelDescription>Philips hue Personal Wireless Lighting</modelDescription></root>
                """;
            expect hue.local by description;
        }

        test "the remote interface of the first kind" {
            request = """
                PUT /api/sendmessage?token=t HTTP/1.1
                Host: www.meethue.com

                """;
            expect hue.cloud;
        }

        test "the product's site" {
            server.name = "www.philips-hue.com";
            expect provider signify;
        }

        test "a name that only begins alike" {
            server.name = "api.meethue.com.example.net";
            expect other;
        }
    }
}

// A bridge asks for both names; Google's is the back end it rents.
prefer hue over google_cloud_iot;
