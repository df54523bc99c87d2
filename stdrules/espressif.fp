// Espressif: ESP RainMaker. Modules of Espressif are in devices of all makers, so
// that its other names say nothing of a platform.
module espressif;

list cloud_hosts : host = ["api.rainmaker.espressif.com", "esp-claiming.rainmaker.espressif.com"];

list domains : host = ["espressif.com", "espressif.cn"];

provider espressif "Espressif" {
    scope = server.name under domains or dns.qname under domains;

    platform rainmaker "ESP RainMaker" {
        category = hub;
        reference = "espressif/esp-rainmaker, cli; rainmaker.espressif.com, documents";

        fingerprint cloud {
            positive api : easy = server.name in cloud_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in cloud_hosts;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "api.rainmaker.espressif.com";
            expect rainmaker.cloud by api;
        }

        test "a question" {
            dns.qname = "esp-claiming.rainmaker.espressif.com";
            expect rainmaker.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.rainmaker.espressif.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "rainmaker.espressif.com";
            expect provider espressif;
        }
    }
}
