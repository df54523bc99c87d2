// Bond: bridges for fans and shades, on the home network.
module bond;

provider bond "Bond Home" {
    platform bond "Bond" {
        category = hub;
        reference = "docs-local.appbond.com, Bond local API; home-assistant/core, generated/zeroconf.py";

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x05_bond[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x05_bond[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : any positive;
        }

        test "_bond._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f626f6e64045f746370056c6f63616c00000c00010000007800040161c00c";
            expect bond.local by service;
        }

        test "a question for _bond._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000055f626f6e64045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }
    }
}
