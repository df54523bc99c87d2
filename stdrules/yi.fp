// Yi: cameras, once of Xiaomi's circle, with a cloud of their own.
module yi;

import lists.certificate;
import lists.pages;

list hosts : host = ["xiaoyi.com", "yitechnology.com"];

list sites : host = ["www.xiaoyi.com", "xiaoyi.com", "www.yitechnology.com", "yitechnology.com"];

list domains : host = ["xiaoyi.com", "yitechnology.com"];

provider yi "Yi Technology" {
    scope = server.name under domains or dns.qname under domains;

    platform yi "Yi" {
        category = camera;
        reference = "yi-hack; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts";

        negative site : easy = server.name in sites;
        negative page : easy = pages.is_page();
        sufficient negative : site or page;

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["xiaoyi.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts and not dns.qname in sites;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.xiaoyi.com"];
            expect yi.cloud by certificate;
        }

        test "pages for people below the cloud's name" {
            server.name = "support.xiaoyi.com";
            expect provider yi;
        }

        test "the cloud" {
            server.name = "api.eu.xiaoyi.com";
            expect yi.cloud by host;
        }

        test "a question" {
            dns.qname = "api.us.xiaoyi.com";
            expect yi.dns by question;
        }

        test "the maker's site" {
            server.name = "www.yitechnology.com";
            expect provider yi;
        }

        test "a name that only begins alike" {
            server.name = "xiaoyi.com.example.net";
            expect other;
        }
    }
}
