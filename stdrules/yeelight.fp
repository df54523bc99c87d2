// Yeelight: lamps on the home network. Their cloud is MiJia's, in xiaomi.fp.
module yeelight;

platform yeelight "Yeelight" {
    category = lighting;
    reference = "Yeelight WiFi light inter-operation specification, discovery; https://www.yeelight.com";

    fingerprint local {
        // A search for lamps, or a lamp's answer.
        positive search : easy =
            payload.client contains "ST: wifi_bulb"
            and server.port == 1982
            and flow.transport == "udp";
        positive lamp : easy =
            any of (
                payload.client contains "Location: yeelight://",
                payload.server contains "Location: yeelight://",
            )
            and flow.transport == "udp";
        sufficient positive : any positive;
    }

    test "a search" {
        flow.transport = "udp";
        server.port = 1982;
        payload.client = "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1982\r\nMAN: \"ssdp:discover\"\r\nST: wifi_bulb\r\n";
        expect yeelight.local by search;
    }

    test "a search for something else" {
        flow.transport = "udp";
        server.port = 1900;
        payload.client = "M-SEARCH * HTTP/1.1\r\nMAN: \"ssdp:discover\"\r\nST: ssdp:all\r\n";
        expect other;
    }
}
