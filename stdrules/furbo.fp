// Furbo: a camera for pets, by Tomofun.
module furbo;

import lists.certificate;

list hosts : host = ["ai.furbo.co", "product.furbo.co"];

list domains : host = ["furbo.co", "furbo.com"];

provider furbo "Furbo" {
    scope = server.name under domains or dns.qname under domains;

    platform furbo "Furbo" {
        category = camera;
        reference = "willbeeching/ha-furbo";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            positive certificate : medium = certificate.is_for(["furbo.co"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.furbo.co"];
            expect furbo.cloud by certificate;
        }

        test "the cloud" {
            server.name = "ai.furbo.co";
            expect furbo.cloud by host;
        }

        test "a question" {
            dns.qname = "product.furbo.co";
            expect furbo.dns by question;
        }

        test "the maker's site" {
            server.name = "www.furbo.com";
            expect provider furbo;
        }

        test "a name that only begins alike" {
            server.name = "ai.furbo.co.example.net";
            expect other;
        }
    }
}
