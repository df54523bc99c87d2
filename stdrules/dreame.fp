// Dreame: cleaners and mowers with a cloud of their own. Older ones live in MiJia.
module dreame;

import lists.pages;

list hosts : host = ["iot.dreame.tech"];

list sites : host = ["oss.iot.dreame.tech"];

list domains : host = ["dreame.tech", "dreametech.com"];

provider dreame "Dreame" {
    scope = server.name under domains or dns.qname under domains;

    platform dreame "Dreame" {
        category = robot;
        reference = "Tasshack/dreame-vacuum; TA2k/ioBroker.dreame";

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

        test "the app" {
            server.name = "eu.iot.dreame.tech";
            expect dreame.cloud by host;
        }

        test "a cleaner asks for its broker" {
            dns.qname = "10000.mt.eu.iot.dreame.tech";
            expect dreame.dns by question;
        }

        test "pictures" {
            server.name = "oss.iot.dreame.tech";
            expect provider dreame;
        }

        test "the shop" {
            server.name = "www.dreametech.com";
            expect provider dreame;
        }
    }
}
