// Aqara: hubs and sensors with a cloud of their own. Where they live in MiJia, its
// rules claim them.
module aqara;

list app_hosts : host = [
    "rpc.aqara.cn",
    "rpc-us.aqara.com",
    "rpc-ger.aqara.com",
    "rpc-kr.aqara.com",
    "rpc-ru.aqara.com",
    "open-cn.aqara.com",
    "open-usa.aqara.com",
    "open-ger.aqara.com",
    "open-kr.aqara.com",
    "open-ru.aqara.com",
    "open-sg.aqara.com",
];

list domains : host = ["aqara.com", "aqara.cn"];

provider aqara "Aqara" {
    scope = server.name under domains or dns.qname under domains;

    platform aqara "Aqara" {
        category = hub;
        reference = "opendoc.aqara.com, open interface; clients of rpc-ger.aqara.com";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            sufficient positive : api;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "rpc-ger.aqara.com";
            expect aqara.mobile by api;
        }

        test "another program" {
            dns.qname = "open-usa.aqara.com";
            expect aqara.dns by question;
        }

        test "the site" {
            server.name = "www.aqara.com";
            expect provider aqara;
        }
    }
}
