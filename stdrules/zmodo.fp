// Zmodo: cameras. Services stand below the cloud's name, one a number.
module zmodo;

import lists.certificate;
import lists.pages;

list hosts : host = ["myzmodo.com"];

// A page for people.
list sites : host = ["myzmodo.com"];

list domains : host = ["myzmodo.com", "zmodo.com"];

provider zmodo "Zmodo" {
    scope = server.name under domains or dns.qname under domains;

    platform zmodo "Zmodo" {
        category = camera;
        reference = "Zmodo and MeShare clients: 11-appaccess.myzmodo.com; NEU-SNS/intl-iot, destination/aux/tshark_all.hosts";

        negative page : easy = pages.is_page() or server.name in sites or dns.qname in sites;
        sufficient negative : page;

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["myzmodo.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.myzmodo.com"];
            expect zmodo.cloud by certificate;
        }

        test "pages for people below the cloud's name" {
            server.name = "www.myzmodo.com";
            expect provider zmodo;
        }

        test "the bare name is a page" {
            server.name = "myzmodo.com";
            expect provider zmodo;
        }

        test "the cloud" {
            server.name = "11-usrs.myzmodo.com";
            expect zmodo.cloud by host;
        }

        test "a question" {
            dns.qname = "11-appaccess.myzmodo.com";
            expect zmodo.dns by question;
        }

        test "the maker's site" {
            server.name = "www.zmodo.com";
            expect provider zmodo;
        }

        test "a name that only begins alike" {
            server.name = "myzmodo.com.example.net";
            expect other;
        }
    }
}
