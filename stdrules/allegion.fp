// Allegion: Schlage locks and Engage. The locks' bridge speaks to AWS IoT, by
// one account's endpoint.
module allegion;

import lists.certificate;

list allegion_hosts : host = ["api.allegionengage.com"];

list schlage_device_hosts : host = [
    "a30hje92j76kem.iot.us-west-2.amazonaws.com",
    "a30hje92j76kem-ats.iot.us-west-2.amazonaws.com",
];

list schlage_app_hosts : host = ["api.allegion.yonomi.cloud"];
list domains : host = [
    "allegionengage.com",
    "schlage.com",
    "allegion.com",
    "allegion.yonomi.cloud",
];

provider allegion "Allegion" {
    scope = server.name under domains or dns.qname under domains;

    platform allegion "Allegion Engage" {
        category = lock;
        reference = "tj-oconnor/IoT-Dataset, pcaps/schlage-lock-01.pcap";

        fingerprint cloud {
            positive host : easy = server.name under allegion_hosts;
            positive certificate : medium = certificate.is_for(["allegionengage.com"]);
            sufficient positive : host or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under allegion_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.allegionengage.com"];
            expect allegion.cloud by certificate;
        }

        test "the cloud" {
            server.name = "api.allegionengage.com";
            expect allegion.cloud by host;
        }

        test "a question" {
            dns.qname = "api.allegionengage.com";
            expect allegion.dns by question;
        }

        test "the maker's site" {
            server.name = "www.allegion.com";
            expect provider allegion;
        }

        test "a name that only begins alike" {
            server.name = "api.allegionengage.com.example.net";
            expect other;
        }
    }

    platform schlage "Schlage" {
        category = lock;
        reference = "tj-oconnor/IoT-Dataset, pcaps/schlage-lock-01.pcap; dknowles2/pyschlage, auth.py";

        fingerprint device {
            positive cloud : easy = server.name under schlage_device_hosts;
            sufficient positive : cloud;
        }

        fingerprint mobile {
            positive api : easy = server.name in schlage_app_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy =
                dns.qname in schlage_app_hosts or dns.qname under schlage_device_hosts;
            sufficient positive : question;
        }

        test "a device" {
            server.name = "a30hje92j76kem.iot.us-west-2.amazonaws.com";
            expect schlage.device by cloud;
        }

        test "a question" {
            dns.qname = "a30hje92j76kem-ats.iot.us-west-2.amazonaws.com";
            expect schlage.dns by question;
        }

        test "a lock at the rented endpoint" {
            server.name = "a30hje92j76kem.iot.us-west-2.amazonaws.com";
            expect schlage.device behind aws_iot;
        }

        test "another account" {
            server.name = "a30hje92j76kxx.iot.us-west-2.amazonaws.com";
            expect aws_iot.device;
        }

        test "a name that only begins alike" {
            server.name = "a30hje92j76kem.iot.us-west-2.amazonaws.com.example.net";
            expect other;
        }

        test "the app" {
            server.name = "api.allegion.yonomi.cloud";
            expect schlage.mobile by api;
        }

        test "the app asks" {
            dns.qname = "api.allegion.yonomi.cloud";
            expect schlage.dns by question;
        }

        test "another maker at the same house" {
            server.name = "api.example.yonomi.cloud";
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer schlage over aws_iot;

// A brand stands before the back end it rents.
prefer schlage over allegion;
