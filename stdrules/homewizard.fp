// HomeWizard: energy meters and plugs.
module homewizard;

list mobile_hosts : host = ["api.homewizardeasyonline.com", "homes.api.homewizard.com"];

list domains : host = ["homewizard.com", "homewizardeasyonline.com"];

provider homewizard "HomeWizard" {
    scope = server.name under domains or dns.qname under domains;

    platform homewizard "HomeWizard" {
        category = energy;
        reference = "api-documentation.homewizard.com; home-assistant/core, generated/zeroconf.py";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            sufficient positive : api;
        }

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x09_hwenergy[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x09_hwenergy[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : any positive;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.homewizardeasyonline.com";
            expect homewizard.mobile by api;
        }

        test "a question" {
            dns.qname = "homes.api.homewizard.com";
            expect homewizard.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.homewizardeasyonline.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.homewizard.com";
            expect provider homewizard;
        }

        test "_hwenergy._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000095f6877656e65726779045f746370056c6f63616c00000c00010000007800040161c00c";
            expect homewizard.local by service;
        }

        test "a question for _hwenergy._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000095f6877656e65726779045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }
    }
}
