// Meari: cameras sold under many brands.
module meari;

import lists.certificate;
import lists.pages;

// The last is the store of pictures in Europe.
list hosts : host = [
    "cloudedge360.com",
    "mearicloud.com",
    "meari-eu.oss-eu-central-1.aliyuncs.com",
];

list sites : host = [
    "cloudedge360.com",
    "www.cloudedge360.com",
    "mearicloud.com",
    "www.mearicloud.com",
];

list domains : host = ["cloudedge360.com", "mearicloud.com"];

provider meari "Meari" {
    scope = server.name under domains or dns.qname under domains;

    platform meari "Meari" {
        category = camera;
        reference = "The interface of Meari, openapi-euce.mearicloud.com and apis-eu-frankfurt.cloudedge360.com, in public clients; studies of the names that a camera asks for (meari-eu)";

        negative site : easy = server.name in sites;
        negative page : easy = pages.is_page();
        sufficient negative : site or page;

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium =
                certificate.is_for(["cloudedge360.com", "mearicloud.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts and not dns.qname in sites;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.cloudedge360.com"];
            expect meari.cloud by certificate;
        }

        test "a picture is stored" {
            dns.qname = "meari-eu.oss-eu-central-1.aliyuncs.com";
            expect meari.dns by question;
        }

        test "pages for people below the cloud's name" {
            server.name = "support.mearicloud.com";
            expect provider meari;
        }

        test "the cloud" {
            server.name = "apis.cloudedge360.com";
            expect meari.cloud by host;
        }

        test "a broker" {
            server.name = "events-usce.mearicloud.com";
            expect meari.cloud by host;
        }

        test "a question" {
            dns.qname = "euce.mearicloud.com";
            expect meari.dns by question;
        }

        test "another name of the maker" {
            server.name = "www.cloudedge360.com";
            expect provider meari;
        }

        test "a name that only begins alike" {
            server.name = "apis.cloudedge360.com.example.net";
            expect other;
        }
    }
}
