// JD: Joylink, the smart home of the shop.
//
// Devices speak a protocol of their own to TCP port 2002. The paper prints its
// first bytes as 55cc. The SDK's magic is 0x123455CC, cc 55 34 12 on the wire;
// a dump of 16 bit words shows the same four bytes as 55cc 1234. Both orders
// are accepted, and none without the port.
module jd;

list app_hosts : host = ["api.smart.jd.com", "gw.smart.jd.com", "apismart.jd.com"];

list device_hosts : host = ["live.smart.jd.com", "biz.smart.jd.com", "smartopen.jd.com"];

list jd_hosts : host = [
    "jd.com",
    "jd.hk",
    "jdcloud.com",
    "360buy.com",
    "360buyimg.com",
    "jdcloudstatic.com",
    "jcloudvideo.com",
    "jdcloudvideo.com",
];

// Shopping, banking and adverts.
list shop_hosts : host = [
    "www.jd.com",
    "item.jd.com",
    "red.jd.com",
    "tuan.jd.com",
    "auction.jd.com",
    "jr.jd.com",
    "storage.jd.com",
    "ads-union.jd.com",
    "ads.union.jd.com",
    "c-nfa.jd.com",
    "cps.360buy.com",
    "gia.jd.com",
    "img-x.jd.com",
    "jzt.jd.com",
    "stat.m.jd.com",
];

provider jd "JD.com" {
    scope = server.name under jd_hosts or dns.qname under jd_hosts;

    platform joylink "JD Joylink" {
        category = hub;
        reference = "the paper, second table; espressif/esp-joylink, joylink.h; the Joylink SDK in AliOS Things";

        negative shop : easy = server.name under shop_hosts;
        sufficient negative : shop;

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            positive path : easy = http.request.path starts_with [
                "/c/service/integration/v1/getDeviceSnapshot_v1",
                "/c/service/integration/v1/controlDevice_v1",
                "/c/service/integration/v1/controlDeviceCard",
                "/c/service/devmanager/v2/getDevicesAndCategory",
            ];
            positive signature : easy =
                http.request.header["Authorization"]
                    matches /^smart [0-9a-f]{40}:::[A-Za-z0-9+\/]{27}=:::/;
            // The general gateway api.m.jd.com serves the whole shop; the
            // function's name or the app's decides.
            positive function : easy =
                http.request.query["functionId"] starts_with "jdsmart."
                or http.request.form["functionId"] starts_with "jdsmart."
                or http.request.query["appid"] == "jdsmart-android";
            // What the app calls itself, and its ticket.
            positive identity : medium =
                http.request.header["app_identity"] == "WL"
                and http.request.header["tgt"] is present;
            // A control: a feed, and values of its streams.
            positive feed : hard =
                http.request.json["/json/feed_id"] is present
                and http.request.json["/json/version"] == "2.0"
                and any of (
                    http.request.json["/json/command/*/stream_id"] is present,
                    http.request.json["/json/digest"] is present,
                );
            // A snapshot is text that is JSON once more.
            positive streams : hard =
                http.response.body matches /"result"\s*:\s*"\{/
                and http.response.body contains "\\\"digest\\\""
                and http.response.body contains "\\\"stream_id\\\""
                and http.response.body contains "\\\"current_value\\\"";
            // A path, a header or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under "jd.com";
            sufficient positive priority 180 : api or signature or function;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path or identity or feed or streams;
        }

        fingerprint device {
            positive cloud : easy = server.name in device_hosts;
            // The table of the paper, in both byte orders.
            positive port : easy = flow.transport == "tcp" and server.port == 2002;
            positive magic : easy =
                payload.client at 0 == x"55 cc" or payload.client at 0 == x"cc 55 34 12";
            sufficient positive : (port and magic) or cloud;
        }

        fingerprint local {
            // The same frames on the home network.
            positive port : easy = server.port in [80, 4320] and flow.transport == "udp";
            positive magic : easy = payload.client at 0 == x"bb 55 34 12";
            sufficient positive : port and magic;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts or dns.qname in device_hosts;
            sufficient positive : question;
        }

        test "the paper's payload" {
            flow.transport = "tcp";
            server.port = 2002;
            payload.client = x"55 cc 12 34 00 00";
            expect joylink.device by port, magic;
        }

        test "the SDK's payload" {
            flow.transport = "tcp";
            server.port = 2002;
            payload.client = x"cc 55 34 12 00 00";
            expect joylink.device by port, magic;
        }

        test "the two bytes on another port" {
            flow.transport = "tcp";
            server.port = 4000;
            payload.client = x"55 cc 12 34 00 00";
            expect other;
        }

        test "the port with other bytes" {
            flow.transport = "tcp";
            server.port = 2002;
            payload.client = "hello";
            expect other;
        }

        test "a device's cloud" {
            server.name = "live.smart.jd.com";
            expect joylink.device by cloud;
        }

        test "a frame on the home network" {
            flow.transport = "udp";
            server.port = 4320;
            payload.client = x"bb 55 34 12 00 00";
            expect joylink.local by port, magic;
        }

        test "the app controls" {
            request = """
                POST /c/service/integration/v1/controlDeviceCard?plat=iPhone HTTP/1.1
                Host: api.smart.jd.com
                app_identity: WL
                tgt: t

                """;
            expect joylink.mobile by api;
        }

        test "the same words of another's cloud" {
            request = """
                POST /control HTTP/1.1
                Host: api.example.net
                Content-Type: application/json

                {"json":{"version":"2.0","feed_id":"1","command":[{"stream_id":"Power"}]}}
                """;
            expect other;
        }

        test "the app controls, by the body alone" {
            request = """
                POST /control HTTP/1.1
                Host: 203.0.113.9
                Content-Type: application/json

                {"json":{"version":"2.0","feed_id":"1","command":[{"stream_id":"Power"}]}}
                """;
            expect joylink.mobile by feed;
        }

        test "a snapshot" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"status":0,"error":null,"result":"{\"digest\":\"43284\",\"streams\":[{\"current_value\":\"83\",\"stream_id\":\"Electric\"}]}"}
                """;
            expect joylink.mobile by streams;
        }

        test "measurements of another's streams" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"streams":[{"stream_id":"temp","current_value":"3"}]}
                """;
            expect other;
        }

        test "news" {
            request = """
                POST /read HTTP/1.1
                Content-Type: application/json

                {"json":{"feed_id":"1","version":"2"}}
                """;
            expect other;
        }

        test "a control, its host not seen" {
            request = """
                POST /c/service/integration/v1/controlDevice_v1 HTTP/1.1
                Accept: */*

                """;
            expect joylink.mobile by path;
        }

        test "another's integration" {
            request = """
                POST /c/service/integration/v1/controlDevice_v1 HTTP/1.1
                Host: api.example.net

                """;
            expect other;
        }

        test "another's log" {
            request = """
                POST /device/devicelogreport HTTP/1.1
                Accept: */*

                """;
            expect other;
        }

        test "the app, its host not seen" {
            request = """
                POST /x HTTP/1.1
                app_identity: WL
                tgt: t

                """;
            expect joylink.mobile by identity;
        }

        test "another's app and ticket" {
            request = """
                POST /x HTTP/1.1
                Host: cas.example.net
                app_identity: WL
                tgt: t

                """;
            expect other;
        }

        test "the general gateway, for the smart home" {
            request = """
                POST /api?functionId=jdsmart.device.list&appid=x HTTP/1.1
                Host: api.m.jd.com

                """;
            expect joylink.mobile by function;
        }

        test "the general gateway, for the shop" {
            request = """
                POST /api?functionId=search&appid=x HTTP/1.1
                Host: api.m.jd.com

                """;
            expect provider jd;
        }

        test "a question" {
            dns.qname = "live.smart.jd.com";
            expect joylink.dns by question;
        }

        test "the shop" {
            server.name = "www.jd.com";
            expect provider jd;
        }
    }
}
