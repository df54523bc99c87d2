// Dahua and its brand for homes, Imou (Lechange).
module dahua;

list hosts : host = [
    "easy4ipcloud.com",
    "www.dahuap2pcloud.com",
    "lechange.com",
    "imoulife.com",
    "openapi.lechange.cn",
    "openapi.easy4ip.com",
];

list sites : host = ["www.lechange.com", "lechange.com", "www.imoulife.com", "imoulife.com"];

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
        reference = "Dahua peer to peer protocol, public reimplementations; Imou open platform";

        negative site : easy = server.name in sites;
        sufficient negative : site;

        fingerprint device {
            positive port : easy = flow.transport == "udp" and server.port == 8800;
            // Requests shaped like HTTP, in datagrams.
            positive request : easy = payload.client starts_with ["DHGET ", "DHPOST "];
            positive path : easy = http.request.path starts_with "/online/p2psrv/";
            sufficient positive : (port and request) or path;
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
