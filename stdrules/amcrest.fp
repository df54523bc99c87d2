// Amcrest: cameras and their cloud.
module amcrest;

import lists.certificate;
import lists.pages;

list hosts : host = ["amcrestview.com", "dh.amcrestsecurity.com", "amcrestcloud.com"];

list sites : host = ["amcrestcloud.com", "www.amcrestcloud.com"];
list domains : host = ["amcrestview.com", "amcrestsecurity.com", "amcrest.com", "amcrestcloud.com"];

provider amcrest "Amcrest" {
    scope = server.name under domains or dns.qname under domains;

    platform amcrest "Amcrest" {
        category = camera;
        reference = "NEU-SNS/intl-iot, destination/aux/tshark_all.hosts; CIC IoT dataset 2022, names that its camera asks for";

        negative page : easy = pages.is_page();
        negative site : easy = server.name in sites or dns.qname in sites;
        sufficient negative : page or site;

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium =
                certificate.is_for(["amcrestcloud.com", "amcrestview.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.amcrestcloud.com"];
            expect amcrest.cloud by certificate;
        }

        test "the cloud" {
            server.name = "p2p.amcrestview.com";
            expect amcrest.cloud by host;
        }

        test "a question" {
            dns.qname = "dh.amcrestsecurity.com";
            expect amcrest.dns by question;
        }

        test "the maker's site" {
            server.name = "amcrest.com";
            expect provider amcrest;
        }

        test "help below a name of the cloud" {
            server.name = "support.amcrestview.com";
            expect provider amcrest;
        }

        test "a name that only begins alike" {
            server.name = "amcrestview.com.example.net";
            expect other;
        }

        test "a camera asks for its settings" {
            dns.qname = "config.amcrestcloud.com";
            expect amcrest.dns by question;
        }

        test "the cloud that records" {
            server.name = "config.amcrestcloud.com";
            expect amcrest.cloud by host;
        }

        test "the page of the cloud" {
            server.name = "www.amcrestcloud.com";
            expect provider amcrest;
        }
    }
}
