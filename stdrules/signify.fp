// Signify: Philips Hue.
//
// Older bridges ask Philips' device portal, newer ones meethue.com and, for
// MQTT, Google's bridge. The app also sends to advert and analytics hosts, which
// are not Signify's.
module signify;

import lists.certificate;
import lists.home;
import lists.hue;

provider signify "Signify" {
    scope = server.name under hue.domains or dns.qname under hue.domains;

    platform hue "Philips Hue" {
        category = lighting;
        reference = "Hue API documents, https://developers.meethue.com; diyHue; aiohue, clip/v2 and its header; intl-iot (NEU-SNS), tshark_all.hosts; fauxmoESP, WLED and home-assistant/core, emulated_hue, what emulators answer";

        negative site : easy = server.name in hue.sites;
        sufficient negative : site;

        fingerprint mobile {
            positive api : easy = server.name under hue.app_hosts;
            sufficient positive : api;
        }

        fingerprint device {
            positive cloud : easy = server.name under hue.device_hosts;
            positive certificate : medium = certificate.is_for(["meethue.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint cloud {
            positive host : easy =
                server.name under hue.hosts
                and not server.name under hue.app_hosts
                and not server.name under hue.device_hosts;
            sufficient positive : host;
        }

        fingerprint local {
            // The bridge's interface: a user's key in the path. Groups and rules are
            // everybody's words, but not at home.
            positive path : easy =
                http.request.path
                    matches /^\/api\/([A-Za-z0-9-]{40}|[A-Za-z0-9]{28,32})\/lights(\/|$)/
                or http.request.path
                        matches /^\/api\/([A-Za-z0-9-]{40}|[A-Za-z0-9]{28,32})\/(groups|sensors|scenes|rules|schedules|config)(\/|$)/
                    and (server.ip in [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]
                        or server.name
                            matches /^(10|192\.168|172\.(1[6-9]|2[0-9]|3[01]))\.[0-9.]+$/);
            // The app asks to be let in, by its name and the phone's.
            positive pairing : medium =
                http.request.path in ["/api", "/api/"]
                and http.request.json["/devicetype"] starts_with "Hue#";
            // The interface of newer bridges.
            positive clip : easy =
                http.request.path starts_with ["/clip/v2/resource", "/eventstream/clip/v2"]
                or http.request.header["hue-application-key"] is present;
            positive banner : easy =
                http.response.header["Server"] matches /UPnP\/1\.0,? IpBridge\/[0-9.]+$/;
            positive announcement : easy = hue.is_announced();
            // A bridge names itself by multicast DNS.
            positive instance : medium =
                payload.client at 2 == x"84"
                and payload.client contains ["Hue Bridge - ", "Philips Hue - "]
                and server.port == 5353
                and flow.transport == "udp";
            positive description : easy =
                http.response.body contains nocase "hue personal wireless lighting"
                and http.response.body contains ["Royal Philips Electronics", "Signify"]
                // A bridge's number is one of the maker's; emulators have others.
                and http.response.body
                    matches /<serialNumber>(001788|ecb5fa|c42996)[0-9a-f]{6}<\/serialNumber>/i;
            positive certificate : medium =
                payload.server at 0 == x"16 03" and payload.server contains "Philips Hue"
                or tls.cert.subject contains "O=Philips Hue";
            positive config : hard = hue.is_config();
            positive service : easy = hue.is_answer();
            // A gateway that calls itself a bridge, so that apps find it.
            negative emulator : medium = hue.is_emulator();
            positive service_list : hard = hue.is_resource();
            // A path or a body alone says nothing behind the name of another company; an
            // address is none, nor is a name of the house.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under hue.domains
                and not server.name under home.domains;
            sufficient negative : emulator;
            sufficient positive priority 180 :
                banner or announcement or instance or certificate or service;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path or pairing or clip or description or config or service_list;
        }

        fingerprint dns {
            positive question : easy =
                (dns.qname under hue.app_hosts
                    or dns.qname under hue.device_hosts
                    or dns.qname under hue.hosts)
                and not dns.qname in hue.sites;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["diag.meethue.com"];
            expect hue.device by certificate;
        }

        test "the app asks to be let in" {
            request = """
                POST /api/ HTTP/1.1
                Host: 10.10.10.6

                {"devicetype":"Hue#Samsung SM-N7505"}
                """;
            expect hue.local by pairing;
        }

        test "another app asks to be let in" {
            request = """
                POST /api HTTP/1.1
                Host: 10.10.10.6

                {"devicetype":"deCONZ app#phone"}
                """;
            expect other;
        }

        test "a lamp that speaks as a bridge" {
            flow.transport = "udp";
            payload.client = "NOTIFY * HTTP/1.1\r\nSERVER: FreeRTOS/6.0.5, UPnP/1.0, IpBridge/1.17.0\r\nhue-bridgeid: A4CF12AABBCC\r\n";
            expect other;
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

                <root><manufacturer>Royal Philips Electronics</manufacturer><modelDescription>Philips hue Personal Wireless Lighting</modelDescription><serialNumber>0017880a1b2c</serialNumber></root>
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

        test "a newer bridge" {
            request = """
                GET /clip/v2/resource/light HTTP/1.1
                Host: 192.168.0.24
                hue-application-key: k

                """;
            expect hue.local by clip;
        }

        test "a bridge tells of itself" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name":"Hue Bridge","bridgeid":"001788FFFE000000","apiversion":"1.65.0","modelid":"BSB002"}
                """;
            expect hue.local by config;
        }

        test "an emulator answers a search under a number that many copy" {
            flow.transport = "udp";
            client.port = 1900;
            payload.client = "HTTP/1.1 200 OK\r\nSERVER: FreeRTOS/6.0.5, UPnP/1.0, IpBridge/1.16.0\r\nhue-bridgeid: 001788FFFE23BFC2\r\nUSN: uuid:2f402f80-da50-11e1-9b23-001788255acc\r\n";
            expect other;
        }

        test "an emulator tells of itself" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name":"diyHue","bridgeid":"B827EBFFFE000000","apiversion":"1.65.0","modelid":"BSB002"}
                """;
            expect other;
        }

        test "an emulator tells of itself under a copied number" {
            http.response.body = "{\"bridgeid\":\"001788FFFE23BFC2\",\"apiversion\":\"1.65.0\",\"modelid\":\"BSB002\"}";
            expect other;
        }

        test "an emulator's description" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <root><device><friendlyName>Home Assistant Bridge (192.168.1.3:80)</friendlyName><manufacturer>Royal Philips Electronics</manufacturer><modelDescription>Philips hue Personal Wireless Lighting</modelDescription><serialNumber>001788FFFE23BFC2</serialNumber></device></root>
                """;
            expect other;
        }

        test "an emulator is asked for lamps" {
            request = """
                GET /api/2WLEDHardQrI3WHYTHoMcXHgEspsM8ZZRpSKtBQr/lights HTTP/1.1
                Host: 192.168.0.24

                """;
            expect other;
        }

        test "another maker's gateway" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"name":"Phoscon-GW","bridgeid":"00212EFFFF000000","apiversion":"1.16.0","modelid":"deCONZ"}
                """;
            expect other;
        }

        test "another's clips" {
            request = """
                GET /clip/v2/resource/x HTTP/1.1
                Host: api.example.com

                """;
            expect other;
        }

        test "another's groups" {
            request = """
                GET /api/123e4567-e89b-42d3-a456-426614174000/groups HTTP/1.1
                Host: 203.0.113.9

                """;
            expect other;
        }

        test "another's queue" {
            request = """
                GET /queue/getmessage HTTP/1.1
                Host: api.example.com

                """;
            expect other;
        }

        test "a gateway that calls itself a bridge" {
            flow.transport = "udp";
            server.port = 1900;
            payload.client = "NOTIFY * HTTP/1.1\r\nSERVER: Linux UPnP/1.0 IpBridge/1.8.0\r\nGWID.phoscon.de: 00212E\r\n";
            expect other;
        }

        test "a shop for lamps" {
            request = """
                GET /v1/status HTTP/1.1
                Host: www.example.com

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                <p>Philips Hue Personal Wireless Lighting, now 20 % off</p>
                """;
            expect other;
        }

        test "a group at home" {
            request = """
                GET /api/0123456789abcdef0123456789abcdef/groups/0 HTTP/1.1
                Host: 192.168.0.24

                """;
            expect hue.local by path;
        }

        test "another's rules, its host not seen" {
            request = """
                GET /api/0123456789abcdef0123456789abcdef/rules HTTP/1.1
                Accept: */*

                """;
            expect other;
        }

        test "the product's site" {
            server.name = "www.philips-hue.com";
            expect provider signify;
        }

        test "a name that only begins alike" {
            server.name = "api.meethue.com.example.net";
            expect other;
        }

        test "lamps of a newer bridge" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"errors":[],"data":[{"id":"3187","id_v1":"/lights/3","owner":{"rid":"1","rtype":"device"},"on":{"on":true},"type":"light"}]}
                """;
            expect hue.local by service_list;
        }

        test "owners of others" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"errors":[],"data":[{"id":"1","owner":{"rtype":"device"},"type":"light"}]}
                """;
            expect other;
        }

        test "the same body at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"errors":[],"data":[{"id":"3187","id_v1":"/lights/3","owner":{"rid":"1","rtype":"device"},"on":{"on":true},"type":"light"}]}
                """;
            expect other;
        }
    }
}

// A bridge asks for both names; Google's is the back end it rents.
prefer hue over google_cloud_iot;
