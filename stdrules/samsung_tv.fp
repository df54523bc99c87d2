// Televisions of Samsung, on the home network. Their clouds carry video and
// adverts, and are the provider's in samsung.fp.
module samsung_tv;

import lists.home;

platform samsung_tv "Samsung TV (Tizen)" {
    category = media;
    reference = "home-assistant/core, generated/ssdp.py: the UPnP type of the remote control receiver; xchwarze/samsung-tv-ws-api, REST; NickWaterton/samsung-tv-ws-api";

    fingerprint local {
        // Answers and announcements carry the type with a USN.
        positive receiver : easy =
            any of (
                payload.client contains [
                    "::urn:samsung.com:device:RemoteControlReceiver:1",
                    "::urn:samsung.com:service:MultiScreenService:1",
                ],
                payload.server contains [
                    "::urn:samsung.com:device:RemoteControlReceiver:1",
                    "::urn:samsung.com:service:MultiScreenService:1",
                ],
            )
            and (server.port == 1900 or client.port == 1900)
            and flow.transport == "udp";
        // What a television says of itself.
        positive info : hard = all of (
            http.response.json["/device/type"] == "Samsung SmartTV",
            http.response.json["/device/modelName"] is present,
            http.response.json["/device/wifiMac"] is present,
        );
        positive remote : easy = http.request.path == "/api/v2/channels/samsung.remote.control";
        // The same at a company's name is another's.
        negative elsewhere : medium = home.is_elsewhere();
        sufficient positive priority 180 : receiver;
        sufficient negative priority 150 : elsewhere;
        sufficient positive : info or remote;
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

    test "a screen for apps" {
        flow.transport = "udp";
        client.port = 1900;
        server.port = 1900;
        payload.client = "NOTIFY * HTTP/1.1\r\nUSN: uuid:1::urn:samsung.com:service:MultiScreenService:1\r\n\r\n";
        expect samsung_tv.local by receiver;
    }

    test "a television says what it is" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"device":{"OS":"Tizen","modelName":"UE48JU6400","name":"[TV] Living Room","type":"Samsung SmartTV","wifiMac":"aa:bb"},"type":"Samsung SmartTV"}
            """;
        expect samsung_tv.local by info;
    }

    test "a television in a shop" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"device":{"type":"Samsung SmartTV","price":9}}
            """;
        expect other;
    }

    test "a key" {
        request = """
            GET /api/v2/channels/samsung.remote.control?name=x HTTP/1.1
            Host: 192.168.1.6:8001

            """;
        expect samsung_tv.local by remote;
    }

    test "the same path at another's" {
        request = """
            GET /api/v2/channels/samsung.remote.control HTTP/1.1
            Host: tv.example.net

            """;
        expect other;
    }
}
