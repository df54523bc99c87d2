// X-Sense: smoke alarms. The devices speak to AWS IoT under the maker's name.
module x_sense;

import lists.pages;

list hosts : host = ["x-sense-iot.com"];

// A page for people.
list sites : host = ["x-sense-iot.com"];

list domains : host = ["x-sense-iot.com", "x-sense.com"];

provider x_sense "X-Sense" {
    scope = server.name under domains or dns.qname under domains;

    platform x_sense "X-Sense" {
        category = alarm;
        reference = "python-xsense, base.py (API); iobroker.xsense, an npm package";

        negative page : easy = pages.is_page() or server.name in sites or dns.qname in sites;
        sufficient negative : page;

        fingerprint device {
            positive topic : easy = mqtt.topic starts_with "@xsense/events/";
            sufficient positive : topic;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "the cloud's mail" {
            dns.qname = "mail.x-sense-iot.com";
            expect provider x_sense;
        }

        test "pages for people below the cloud's name" {
            server.name = "support.x-sense-iot.com";
            expect provider x_sense;
        }

        test "the bare name is a page" {
            server.name = "x-sense-iot.com";
            expect provider x_sense;
        }

        test "the cloud" {
            server.name = "api.x-sense-iot.com";
            expect x_sense.cloud by host;
        }

        test "a question" {
            dns.qname = "eu-central-1.x-sense-iot.com";
            expect x_sense.dns by question;
        }

        test "a topic" {
            mqtt.topic = ["@xsense/events/1/2"];
            expect x_sense.device by topic;
        }

        test "the maker's site" {
            server.name = "www.x-sense.com";
            expect provider x_sense;
        }

        test "a name that only begins alike" {
            server.name = "x-sense-iot.com.example.net";
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer x_sense over aws_iot;
