// Dyson: fans, air cleaners and robots.
module dyson;

list app_hosts : host = ["appapi.cp.dyson.com", "appapi.cp.dyson.cn", "api.cp.dyson.com"];

list domains : host = ["dyson.com", "dyson.cn"];

provider dyson "Dyson" {
    scope = server.name under domains or dns.qname under domains;

    platform dyson "Dyson" {
        category = appliance;
        reference = "libdyson-wg/libdyson-neon, cloud and discovery";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            sufficient positive : api;
        }

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client
                        matches /(?s)^..\x84.*(\x0b_dyson_mqtt|\x0c_360eye_mqtt)[\x04\xc0-\xff]/
                    or payload.server
                        matches /(?s)^..\x84.*(\x0b_dyson_mqtt|\x0c_360eye_mqtt)[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : service;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "appapi.cp.dyson.com";
            expect dyson.mobile by api;
        }

        test "the app in China" {
            dns.qname = "appapi.cp.dyson.cn";
            expect dyson.dns by question;
        }

        test "the shop" {
            server.name = "www.dyson.com";
            expect provider dyson;
        }

        test "_dyson_mqtt._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000b5f6479736f6e5f6d717474045f746370056c6f63616c00000c00010000007800040161c00c";
            expect dyson.local by service;
        }

        test "a question for _dyson_mqtt._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000000000010000000000000b5f6479736f6e5f6d717474045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "_360eye_mqtt._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000c5f3336306579655f6d717474045f746370056c6f63616c00000c00010000007800040161c00c";
            expect dyson.local by service;
        }

        test "a question for _360eye_mqtt._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000000000010000000000000c5f3336306579655f6d717474045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }
    }
}
