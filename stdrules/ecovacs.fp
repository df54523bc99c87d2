// Ecovacs: cleaners, also sold as Yeedi.
module ecovacs;

list hosts : host = ["ecouser.net"];

list domains : host = ["ecouser.net", "ecovacs.com", "yeedi.com"];

provider ecovacs "Ecovacs" {
    scope = server.name under domains or dns.qname under domains;

    platform ecovacs "Ecovacs" {
        category = robot;
        reference = "deebot-client; sucks";

        fingerprint mobile {
            // Accounts live below the maker's own name.
            positive account : easy =
                server.name matches /^gl-[a-z]{2}-(api|openapi)\.(ecovacs|yeedi)\.com$/i;
            positive devmanager : medium = http.request.path starts_with "/api/iot/devmanager.do";
            sufficient positive : any positive;
        }

        fingerprint device {
            positive topic : easy = mqtt.topic starts_with ["iot/atr/", "iot/p2p/"];
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

        test "the cloud" {
            server.name = "portal-eu.ecouser.net";
            expect ecovacs.cloud by host;
        }

        test "a question" {
            dns.qname = "mq-eu.ecouser.net";
            expect ecovacs.dns by question;
        }

        test "an account" {
            request = """
                GET /v1/global/auth/getAuthCode HTTP/1.1
                Host: gl-de-openapi.ecovacs.com

                """;
            expect ecovacs.mobile by account;
        }

        test "a topic" {
            mqtt.topic = ["iot/p2p/GetBattery/1/2/3/4/5/6/q/1/j"];
            expect ecovacs.device by topic;
        }

        test "the maker's site" {
            server.name = "www.ecovacs.com";
            expect provider ecovacs;
        }

        test "a name that only begins alike" {
            server.name = "ecouser.net.example.net";
            expect other;
        }
    }
}
