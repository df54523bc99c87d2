// AJCloud: the cloud of Wansview and other brands of cameras.
module ajcloud;

import lists.pages;

list hosts : host = ["ajcloud.net"];

list sites : host = ["ajcloud.net", "www.ajcloud.net"];

list domains : host = ["ajcloud.net"];

provider ajcloud "AJCloud" {
    scope = server.name under domains or dns.qname under domains;

    platform ajcloud "AJCloud" {
        category = camera;
        reference = "Elastic Security Labs, Storm on the Horizon (Wansview, Galayou, Cinnado)";

        negative site : easy = server.name in sites or dns.qname in sites;
        negative page : easy = pages.is_page();
        sufficient negative : site or page;

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a camera" {
            server.name = "sdc-portal.ajcloud.net";
            expect ajcloud.cloud by host;
        }

        test "a camera asks for firmware" {
            dns.qname = "fw.ajcloud.net";
            expect ajcloud.dns by question;
        }

        test "the site" {
            server.name = "www.ajcloud.net";
            expect provider ajcloud;
        }
    }
}
