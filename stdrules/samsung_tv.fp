// Televisions of Samsung, on the home network. Their clouds carry video and
// adverts, and are the provider's in samsung.fp.
module samsung_tv;

platform samsung_tv "Samsung TV (Tizen)" {
    category = media;
    reference = "home-assistant/core, generated/ssdp.py: the UPnP type of the remote control receiver";

    fingerprint local {
        // Answers and announcements carry the type with a USN.
        positive receiver : easy =
            any of (
                payload.client contains "::urn:samsung.com:device:RemoteControlReceiver:1",
                payload.server contains "::urn:samsung.com:device:RemoteControlReceiver:1",
            )
            and (server.port == 1900 or client.port == 1900)
            and flow.transport == "udp";
        sufficient positive : receiver;
    }

    test "an announcement" {
        flow.transport = "udp";
        client.port = 1900;
        server.port = 1900;
        payload.client = "NOTIFY * HTTP/1.1\r\nUSN: uuid:1::urn:samsung.com:device:RemoteControlReceiver:1\r\n\r\n";
        expect samsung_tv.local by receiver;
    }

    test "another television" {
        flow.transport = "udp";
        client.port = 1900;
        server.port = 1900;
        payload.client = "NOTIFY * HTTP/1.1\r\nUSN: uuid:1::urn:dial-multiscreen-org:service:dial:1\r\n\r\n";
        expect other;
    }
}
