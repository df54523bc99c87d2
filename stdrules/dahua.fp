// Dahua and its brand for homes, Imou (Lechange).
module dahua;

list hosts : host = [
    "easy4ipcloud.com",
    "www.dahuap2pcloud.com",
    "lechange.com",
    "imoulife.com",
    "openapi.lechange.cn",
    "openapi.easy4ip.com",
    "openapi-fk.easy4ip.com",
    "openapi-fra.easy4ip.com",
    "openapi-or.easy4ip.com",
    "openapi-sg.easy4ip.com",
];

// Pages, shops and help.
list sites : host = [
    "lechange.com",
    "www.lechange.com",
    "imoulife.com",
    "www.imoulife.com",
    "blog.imoulife.com",
    "forum.imoulife.com",
    "mall.imoulife.com",
    "open.imoulife.com",
    "open.lechange.com",
    "shop.imoulife.com",
    "store.imoulife.com",
    "support.imoulife.com",
    "us.imoulife.com",
];

list domains : host = [
    "easy4ipcloud.com",
    "easy4ip.com",
    "dahuap2pcloud.com",
    "lechange.com",
    "lechange.cn",
    "imoulife.com",
    "dahuasecurity.com",
];

provider dahua "Dahua" {
    scope = server.name under domains or dns.qname under domains;

    platform dahua "Dahua" {
        category = camera;
        reference = "khoanguyen-3fc/dh-p2p; open.imoulife.com, API; Imou-OpenPlatform/Py-Imou-Open-Api";

        negative site : easy = server.name in sites;
        sufficient negative : site;

        fingerprint device {
            positive port : easy = flow.transport == "udp" and server.port == 8800;
            // Requests shaped like HTTP, in datagrams.
            positive request : easy = payload.client starts_with ["DHGET ", "DHPOST "];
            positive path : easy = http.request.path starts_with "/online/p2psrv/";
            // A path alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : port and request;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts and not dns.qname in sites;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "iotaccess.easy4ipcloud.com";
            expect dahua.cloud by host;
        }

        test "a question" {
            dns.qname = "www.easy4ipcloud.com";
            expect dahua.dns by question;
        }

        test "a device registers" {
            flow.transport = "udp";
            server.port = 8800;
            payload.client = "DHGET /online/p2psrv/1 HTTP/1.1\r\n";
            expect dahua.device by port, request;
        }

        test "a registration by its path" {
            request = """
                GET /online/p2psrv/1 HTTP/1.1
                Host: 203.0.113.9

                """;
            expect dahua.device by path;
        }

        test "the same path at another's" {
            request = """
                GET /online/p2psrv/1 HTTP/1.1
                Host: game.example.com

                """;
            expect other;
        }

        test "the partners' interface" {
            server.name = "openapi-fk.easy4ip.com";
            expect dahua.cloud by host;
        }

        test "the maker's site" {
            server.name = "www.imoulife.com";
            expect provider dahua;
        }

        test "a name that only begins alike" {
            server.name = "easy4ipcloud.com.example.net";
            expect other;
        }
    }
}
