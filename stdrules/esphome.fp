// ESPHome: firmware of the user's own, on the home network alone.
module esphome;

provider esphome "ESPHome" {
    platform esphome "ESPHome" {
        category = hub;
        reference = "esphome.io, native API; home-assistant/core, generated/zeroconf.py";

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x0b_esphomelib[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x0b_esphomelib[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            sufficient positive : any positive;
        }

        test "on a plug whose name it keeps" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000b5f657370686f6d656c6962045f746370056c6f63616c00000c0001000000780016137368656c6c79706c75672d732d304131423243c00c";
            expect esphome.local by service;
        }

        test "_esphomelib._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000b5f657370686f6d656c6962045f746370056c6f63616c00000c00010000007800040161c00c";
            expect esphome.local by service;
        }

        test "a question for _esphomelib._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000000000010000000000000b5f657370686f6d656c6962045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }
    }
}
