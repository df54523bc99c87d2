// Anova: cookers and ovens. The cloud has a name of its own; the shop another.
module anova;

import lists.pages;

list hosts : host = ["anovaculinary.io"];

list domains : host = ["anovaculinary.io", "anovaculinary.com"];

provider anova "Anova" {
    scope = server.name under domains or dns.qname under domains;

    platform anova "Anova" {
        category = appliance;
        reference = "anova-culinary/developer-project-wifi; clients of devices.anovaculinary.io";

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

        test "an oven" {
            server.name = "devices.anovaculinary.io";
            expect anova.cloud by host;
        }

        test "a cooker asks" {
            dns.qname = "anovaculinary.io";
            expect anova.dns by question;
        }

        test "the shop" {
            server.name = "anovaculinary.com";
            expect provider anova;
        }

        test "help" {
            server.name = "support.anovaculinary.io";
            expect provider anova;
        }
    }
}
