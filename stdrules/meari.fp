// Meari: cameras sold under many brands.
module meari;

list hosts : host = [
    "apis.cloudedge360.com",
    "apis-eu-frankfurt.cloudedge360.com",
    "euce.mearicloud.com",
];

list domains : host = ["cloudedge360.com", "mearicloud.com"];

provider meari "Meari" {
    scope = server.name under domains or dns.qname under domains;

    platform meari "Meari" {
        category = camera;
        reference = "lab captures";

        fingerprint cloud {
            positive host : easy = server.name under hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under hosts;
            sufficient positive : question;
        }

        test "the cloud" {
            server.name = "apis.cloudedge360.com";
            expect meari.cloud by host;
        }

        test "a question" {
            dns.qname = "euce.mearicloud.com";
            expect meari.dns by question;
        }

        test "another name of the maker" {
            server.name = "www.cloudedge360.com";
            expect provider meari;
        }

        test "a name that only begins alike" {
            server.name = "apis.cloudedge360.com.example.net";
            expect other;
        }
    }
}
