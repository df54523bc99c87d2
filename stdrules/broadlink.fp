// BroadLink: remote controls and plugs, and a cloud for makers.
module broadlink;

import lists.certificate;
import lists.pages;

// Devices keep a heartbeat with the last two.
list hosts : host = ["smarthomecs.com", "us.broadlink.com.cn", "eu.broadlink.com.cn"];

// A page for people.
list sites : host = ["smarthomecs.com"];

list domains : host = ["ibroadlink.com", "smarthomecs.com", "ibroadlink.net", "broadlink.com.cn"];

provider broadlink "BroadLink" {
    scope = server.name under domains or dns.qname under domains;

    platform broadlink "BroadLink" {
        category = cloud;
        reference = "mjg59/python-broadlink, protocol.md; kiwi-cam/homebridge-broadlink-rm; public clients of cloud-proxy-chn and app-service-chn at ibroadlink.com; notes on what remote controls say to whom (us.broadlink.com.cn, eu.broadlink.com.cn)";

        negative page : easy = pages.is_page() or server.name in sites or dns.qname in sites;
        sufficient negative : page;

        fingerprint mobile {
            // A licence's number, then the service.
            positive service : easy =
                server.name
                    matches /^[0-9a-f]{32}(bizaccount|bizihcv0|bizappmanage|appservice|rtasquery)\.ibroadlink\.com$/i;
            positive company : easy = http.request.path == "/neutralapp/companyinfo";
            // A path alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : service;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : company;
        }

        fingerprint cloud {
            // A service, a region, and a number.
            positive host : easy =
                server.name under hosts
                or server.name matches /^[a-z-]+-[a-z]{3}-[0-9a-f]{8}\.ibroadlink\.com$/;
            positive certificate : medium =
                certificate.is_for(["ibroadlink.com", "smarthomecs.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint local {
            // The eight bytes that open every frame.
            positive frame : easy =
                payload.client at 0 == x"5a a5 aa 55 5a a5 aa 55"
                or payload.server at 0 == x"5a a5 aa 55 5a a5 aa 55";
            sufficient positive : frame;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname under hosts
                or dns.qname matches /^[a-z-]+-[a-z]{3}-[0-9a-f]{8}\.ibroadlink\.com$/;
            sufficient positive : question;
        }

        test "the maker's first site" {
            server.name = "oem.broadlink.com.cn";
            expect provider broadlink;
        }

        test "a remote control's heartbeat" {
            dns.qname = "eu.broadlink.com.cn";
            expect broadlink.dns by question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.ibroadlink.com"];
            expect broadlink.cloud by certificate;
        }

        test "the makers' kit is a page" {
            server.name = "dnakit.ibroadlink.com";
            expect provider broadlink;
        }

        test "a question for a service" {
            dns.qname = "cloud-proxy-chn-467a8f05.ibroadlink.com";
            expect broadlink.dns by question;
        }

        test "a service of a region" {
            server.name = "app-service-chn-31a93883.ibroadlink.com";
            expect broadlink.cloud by host;
        }

        test "the app, by a licence's number" {
            request = """
                POST /ec4/v1/common/api HTTP/1.1
                Host: 0123456789abcdef0123456789abcdefappservice.ibroadlink.com

                """;
            expect broadlink.mobile by service;
        }

        test "a host without a licence's number" {
            request = """
                GET / HTTP/1.1
                Host: appservice.ibroadlink.com

                """;
            expect provider broadlink;
        }

        test "the cloud" {
            server.name = "app-service-usa-fd7cc04c.smarthomecs.com";
            expect broadlink.cloud by host;
        }

        test "a question" {
            dns.qname = "app-service-usa-fd7cc04c.smarthomecs.com";
            expect broadlink.dns by question;
        }

        test "a frame" {
            flow.transport = "udp";
            server.port = 80;
            payload.client = x"5a a5 aa 55 5a a5 aa 55 00 00";
            expect broadlink.local by frame;
        }

        test "a company, of the app's" {
            request = """
                POST /neutralapp/companyinfo HTTP/1.1
                Host: 203.0.113.9

                """;
            expect broadlink.mobile by company;
        }

        test "a company at another's" {
            request = """
                POST /neutralapp/companyinfo HTTP/1.1
                Host: api.example.com

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.ibroadlink.com";
            expect provider broadlink;
        }

        test "help below a name of the cloud" {
            server.name = "support.smarthomecs.com";
            expect provider broadlink;
        }

        test "a name that only begins alike" {
            server.name = "smarthomecs.com.example.net";
            expect other;
        }

        test "a remote control asks for its state" {
            server.name = "0000000000000000000000007a940000rtasquery.ibroadlink.com";
            expect broadlink.mobile by service;
        }
    }
}
