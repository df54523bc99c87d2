// Hikvision: Ezviz, the brand for homes, and Hik-Connect, the cloud of the
// installers' cameras and recorders.
//
// Both clouds speak the same interface: paths, featureCode and the binary
// frames are shared, and tell them apart only together with a host or with the
// header clientType. Ezviz answers as Tengine, which names nobody.
module hikvision;

import lists.pages;

list ezviz_hosts : host = ["ezvizlife.com", "ezvizru.com", "ys7.com", "eziot.com", "shipin7.com"];

// Pages, pictures and the shop.
list ezviz_sites : host = [
    "www.ys7.com",
    "ys7.com",
    "www.ezvizlife.com",
    "ezvizlife.com",
    "support.ezvizlife.com",
    "eustatics.ezvizlife.com",
    "i.ys7.com",
    "mall.ys7.com",
    "bbs.ys7.com",
    "shipin7.com",
    "statics.shipin7.com",
];

list ezviz_device_hosts : host = ["litedev.ys7.com", "test15.ys7.com", "dev.ys7.com"];

list hik_connect_hosts : host = ["hik-connect.com", "guardingvision.com"];

list hik_connect_sites : host = ["hik-connect.com", "guardingvision.com"];

list hik_connect_device_hosts : host = ["dev.hik-connect.com"];

list hikvision_hosts : host = [
    "hikvision.com",
    "hikmall.com",
    "hik-express.com",
    "hik-cloud.com",
    "hikiot.com",
    "hik-connect.com",
    "ezviz.com",
    "ezvizlife.com",
    "ezvizru.com",
    "ys7.com",
    "ys7cloud.com",
    "eziot.com",
    "guardingvision.com",
    "shipin7.com",
];

provider hikvision "Hikvision" {
    scope = server.name under hikvision_hosts or dns.qname under hikvision_hosts;

    platform ezviz "Ezviz" {
        category = camera;
        reference = "open.ys7.com, API; RenierM26/pyEzvizApi; Ezviz-OpenBiz/EZIOT-SDK; the paper, section III.C";

        negative site : easy = server.name in ezviz_sites or pages.is_page();
        // The same interface, called for the sister platform.
        negative sister : medium =
            server.name under hik_connect_hosts or http.request.header["clientType"] == "55";
        sufficient negative : site or sister;

        fingerprint mobile {
            positive api : easy =
                server.name under ezviz_hosts and not server.name in ezviz_device_hosts;
            positive app : easy =
                http.request.header["appId"] == "ys7"
                or http.request.header["customno"] == "1000001"
                    and http.request.header["featureCode"] is present;
            // A client names itself by 32 hexadecimal digits.
            positive client : medium =
                http.request.header["featureCode"] matches /^[0-9a-f]{32}$/
                and http.request.header["clientType"] in ["1", "3"];
            positive open_api : easy = http.request.path starts_with [
                "/api/lapp/token/get",
                "/api/lapp/live/address/get",
                "/api/lapp/device/add",
                "/api/lapp/device/scene/switch/set",
            ];
            // Where a login sends the app next.
            positive domain : hard =
                http.response.body matches /"apiDomain"\s*:\s*"apii[a-z]+\.ezvizlife\.com"/;
            positive push : easy =
                mqtt.username == "4c6b3cc2-b5eb-4813-a592-612c1374c1fe"
                or mqtt.topic starts_with "4c6b3cc2-b5eb-4813-a592-612c1374c1fe/";
            // A header, a path or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under hikvision_hosts;
            sufficient positive priority 180 : api or push;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : app or client or open_api or domain;
        }

        fingerprint device {
            positive cloud : easy = server.name in ezviz_device_hosts;
            // /iot/<serial number>/<resource>/<place>/<kind>/...
            positive topic : easy =
                mqtt.topic
                    matches /^\/iot\/[A-Z]{0,2}[0-9]{8,9}(:[A-Z0-9_-]+)?\/.*\/(model|basic|ota)\//;
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under ezviz_hosts and not dns.qname in ezviz_sites;
            sufficient positive : question;
        }

        test "the app opens the shop" {
            request = """
                GET / HTTP/1.1
                Host: mall.ys7.com
                appId: ys7

                """;
            expect provider hikvision;
        }

        test "the app logs in" {
            request = """
                POST /v3/users/login HTTP/1.1
                Host: apiieu.ezvizlife.com
                clientType: 1
                customNo: 1000001
                featureCode: 92c579faa0902cbfcfcc4fc004ef67e7

                """;
            response = """
                HTTP/1.1 200 OK
                Server: Tengine
                Content-Type: application/json

                {"loginArea":{"apiDomain":"apiieu.ezvizlife.com"},"loginSession":{"sessionId":"s","rfSessionId":"r"}}
                """;
            expect ezviz.mobile by api;
        }

        test "the open platform" {
            request = """
                POST /api/lapp/token/get HTTP/1.1
                Host: open.ys7.com

                """;
            expect ezviz.mobile by api;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Server: Tengine

                {"loginArea": {"apiDomain": "apiieu.ezvizlife.com"}}
                """;
            expect other;
        }

        test "a login's answer names the domain" {
            response = """
                HTTP/1.1 200 OK
                Server: Tengine

                {"loginArea": {"apiDomain": "apiieu.ezvizlife.com"}}
                """;
            expect ezviz.mobile by domain;
        }

        test "a client at an address" {
            request = """
                GET /v3/users/x HTTP/1.1
                Host: 203.0.113.9
                clientType: 3
                featureCode: 92c579faa0902cbfcfcc4fc004ef67e7

                """;
            expect ezviz.mobile by client;
        }

        test "the open platform at an address" {
            request = """
                POST /api/lapp/token/get HTTP/1.1
                Host: 203.0.113.9

                """;
            expect ezviz.mobile by open_api;
        }

        test "a client of another's" {
            request = """
                POST /api/lapp/token/get HTTP/1.1
                Host: api.example.com
                clientType: 1
                featureCode: 92c579faa0902cbfcfcc4fc004ef67e7

                """;
            expect other;
        }

        test "a customer's number" {
            request = """
                POST /v1/order HTTP/1.1
                Host: 203.0.113.9
                customno: 1000001

                """;
            expect other;
        }

        test "topics of another's" {
            mqtt.topic = ["/iot/ROOM-1/lamp/model/state"];
            expect other;
        }

        test "push messages" {
            mqtt.username = "4c6b3cc2-b5eb-4813-a592-612c1374c1fe";
            expect ezviz.mobile by push;
        }

        test "a device's topic" {
            mqtt.topic = ["/iot/C12345678:XYZ/1/model/post"];
            expect ezviz.device by topic;
        }

        test "a device's cloud" {
            server.name = "litedev.ys7.com";
            expect ezviz.device by cloud;
        }

        test "a question" {
            dns.qname = "vtmvirginia.ezvizlife.com";
            expect ezviz.dns by question;
        }

        test "the maker's site" {
            server.name = "www.hikvision.com";
            expect provider hikvision;
        }

        test "a shop" {
            server.name = "shop.ezvizlife.com";
            expect provider hikvision;
        }

        test "Tengine alone is the web" {
            response = """
                HTTP/1.1 200 OK
                Server: Tengine
                Content-Type: application/json;charset=UTF-8

                {"meta":{"code":200,"message":"ok"}}
                """;
            expect other;
        }

        test "the cloud by an older name" {
            dns.qname = "cloud.shipin7.com";
            expect ezviz.dns by question;
        }
    }

    platform hik_connect "Hik-Connect" {
        category = camera;
        reference = "tomasbedrich/home-assistant-hikconnect; rapid7/recog, http_servers.xml, http_wwwauth.xml and x509_subjects.xml; public clients of apiieu.guardingvision.com";

        negative page : easy =
            pages.is_page() or server.name in hik_connect_sites or dns.qname in hik_connect_sites;
        sufficient negative : page;

        fingerprint mobile {
            positive api : easy =
                server.name under hik_connect_hosts and not server.name in hik_connect_device_hosts;
            positive client : easy =
                http.request.header["clientType"] == "55"
                and http.request.header["featureCode"] is present;
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under hikvision_hosts;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : client;
        }

        fingerprint device {
            positive cloud : easy = server.name in hik_connect_device_hosts;
            sufficient positive : cloud;
        }

        fingerprint local {
            positive banner : easy =
                http.response.header["Server"] in ["Hikvision-Webs", "DNVRS-Webs", "DVRDVS-Webs"];
            positive realm : easy = http.response.header["WWW-Authenticate"] starts_with [
                nocase "Basic realm=\"hikvision\"",
                nocase "Digest realm=\"hikvision\"",
            ];
            positive certificate : medium =
                payload.server at 0 == x"16 03"
                    and payload.server contains "www.hikvision.com"
                    and payload.server contains "DVRNVR"
                or tls.cert.subject contains "CN=www.hikvision.com"
                    and tls.cert.subject contains "OU=DVRNVR";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hik_connect_hosts;
            sufficient positive : question;
        }

        test "a recorder's certificate" {
            tls.cert.subject = "CN=www.hikvision.com,OU=DVRNVR,O=HIKVISION,C=CN";
            expect hik_connect.local by certificate;
        }

        test "the site's certificate" {
            tls.cert.subject = "CN=www.hikvision.com,O=Hikvision,C=CN";
            expect other;
        }

        test "the app" {
            request = """
                GET /v3/userdevices/v1/resources/pagelist HTTP/1.1
                Host: apiieu.hik-connect.com
                clientType: 55
                featureCode: 92c579faa0902cbfcfcc4fc004ef67e7

                """;
            expect hik_connect.mobile by api;
        }

        test "a device" {
            server.name = "dev.hik-connect.com";
            expect hik_connect.device by cloud;
        }

        test "an installer at an address" {
            request = """
                GET /v3/users/x HTTP/1.1
                Host: 203.0.113.9
                clientType: 55
                featureCode: 92c579faa0902cbfcfcc4fc004ef67e7

                """;
            expect hik_connect.mobile by client;
        }

        test "an installer's words at another's" {
            request = """
                GET /v3/users/x HTTP/1.1
                Host: api.example.com
                clientType: 55
                featureCode: f

                """;
            expect other;
        }

        test "a camera's web server" {
            response = """
                HTTP/1.1 401 Unauthorized
                Server: App-webs/
                WWW-Authenticate: Digest realm="Hikvision", nonce="1"

                """;
            expect hik_connect.local by realm;
        }

        test "a question" {
            dns.qname = "api.hik-connect.com";
            expect hik_connect.dns by question;
        }

        test "the same path of the sister platform" {
            request = """
                GET /v3/userdevices/v1/resources/pagelist HTTP/1.1
                Host: apiieu.ezvizlife.com

                """;
            expect ezviz.mobile by api;
        }

        test "the same interface under its first name" {
            server.name = "apiieu.guardingvision.com";
            expect hik_connect.mobile by api;
        }

        test "a page for people" {
            server.name = "hik-connect.com";
            expect provider hikvision;
        }
    }
}
