// Amcrest: cameras and their cloud.
module amcrest;

import lists.pages;

list hosts : host = ["amcrestview.com", "dh.amcrestsecurity.com"];

list domains : host = ["amcrestview.com", "amcrestsecurity.com", "amcrest.com"];

provider amcrest "Amcrest" {
    scope = server.name under domains or dns.qname under domains;

    platform amcrest "Amcrest" {
        category = camera;
        reference = "NEU-SNS/intl-iot, destination/aux/tshark_all.hosts";

        negative page : easy = pages.is_page();
        sufficient negative : page;

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
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
    }
}
