// Carematix: Blipcare, a meter of blood pressure.
module carematix;

list device_hosts : host = ["tech.carematix.com"];

list domains : host = ["carematix.com"];

provider carematix "Carematix" {
    scope = server.name under domains or dns.qname under domains;

    platform blipcare "Blipcare" {
        category = health;
        reference = "UNSW IoT MUD profiles, Blipcare BP meter";

        fingerprint device {
            positive cloud : easy = server.name in device_hosts;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy = dns.qname in device_hosts;
            sufficient positive : question;
        }

        test "a meter" {
            server.name = "tech.carematix.com";
            expect blipcare.device by cloud;
        }

        test "a meter asks" {
            dns.qname = "tech.carematix.com";
            expect blipcare.dns by question;
        }

        test "the site" {
            server.name = "www.carematix.com";
            expect provider carematix;
        }
    }
}
