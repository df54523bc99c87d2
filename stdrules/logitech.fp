// Logitech: the Harmony hub, known on the home network.
module logitech;

list domains : host = ["myharmony.com", "logitech.com"];

provider logitech "Logitech" {
    scope = server.name under domains or dns.qname under domains;

    platform harmony "Logitech Harmony" {
        category = hub;
        reference = "home-assistant/core, generated/ssdp.py: the UPnP type of the hub";

        fingerprint local {
            positive announcement : easy =
                (payload.client contains "::urn:myharmony-com:device:harmony:1"
                    or payload.server contains "::urn:myharmony-com:device:harmony:1")
                    and flow.transport == "udp"
                or ssdp.usn contains "::urn:myharmony-com:device:harmony:1";
            sufficient positive : announcement;
        }

        test "an announcement" {
            flow.transport = "udp";
            server.port = 1900;
            payload.client = "NOTIFY * HTTP/1.1\r\nUSN: uuid:1::urn:myharmony-com:device:harmony:1\r\n";
            expect harmony.local by announcement;
        }

        test "the maker's site" {
            server.name = "www.logitech.com";
            expect provider logitech;
        }
    }
}
