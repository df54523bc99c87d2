// Google Home and Cast: speakers, sticks and televisions, on the home network. Their
// clouds are the provider's, in google.fp.
module google_home;

import lists.home;

platform google_home "Google Home / Cast" {
    category = media;
    reference = "rapid7/recog, x509_subjects.xml and x509_issuers.xml; home-assistant/core, generated/zeroconf.py; pychromecast; rithvikvibhu/GHLocalApi, local interface";

    fingerprint local {
        positive port : easy = server.port in [8008, 8009, 8443] and flow.transport == "tcp";
        // Devices show a certificate that Google's Cast authority signs.
        positive certificate : medium =
            payload.server at 0 == x"16 03"
                and payload.server contains ["Cast ICA", "Chromecast ICA", "Eureka Gen1 ICA"]
            or tls.cert.issuer contains ["CN=Cast ICA", "CN=Chromecast ICA", "CN=Eureka Gen1 ICA"];
        // A device answers by multicast DNS; who only asks is none.
        positive service : easy =
            (payload.client matches /(?s)^..\x84.*\x0b_googlecast[\x04\xc0-\xff]/
                or payload.server matches /(?s)^..\x84.*\x0b_googlecast[\x04\xc0-\xff]/)
            and server.port == 5353
            and flow.transport == "udp";
        // The same devices by other services.
        positive zone : easy =
            (payload.client matches /(?s)^..\x84.*(\x0b_googlezone|\x0a_googlerpc)[\x04\xc0-\xff]/
                or payload.server
                    matches /(?s)^..\x84.*(\x0b_googlezone|\x0a_googlerpc)[\x04\xc0-\xff]/)
            and server.port == 5353
            and flow.transport == "udp";
        // An announcement or an answer says where the description is.
        positive location : easy =
            (payload.client matches /LOCATION: http:\/\/[0-9.]+:8008\/ssdp\/device-desc\.xml\r/i
                or payload.server
                    matches /LOCATION: http:\/\/[0-9.]+:8008\/ssdp\/device-desc\.xml\r/i)
            and flow.transport == "udp";
        positive path : easy =
            http.request.path starts_with "/setup/eureka_info"
            or server.port == 8008 and http.request.path == "/ssdp/device-desc.xml";
        // What a device says of itself.
        positive info : hard = all of (
            http.response.json["/cast_build_revision"] is present
                or http.response.json["/build_info/cast_build_revision"] is present,
            http.response.json["/ssdp_udn"] is present
                or http.response.json["/device_info/ssdp_udn"] is present,
            http.response.json["/name"] is present,
        );
        // The same at a company's name is another's.
        negative elsewhere : medium = home.is_elsewhere();
        sufficient positive priority 180 : service or zone or location or (port and certificate);
        sufficient negative priority 150 : elsewhere;
        sufficient positive : path or info;
    }

    test "_googlecast._tcp by multicast DNS" {
        flow.transport = "udp";
        server.port = 5353;
        payload.client = x"0000840000000001000000000b5f676f6f676c6563617374045f746370056c6f63616c00000c00010000007800040161c00c";
        expect google_home.local by service;
    }

    test "a question for _googlecast._tcp" {
        flow.transport = "udp";
        server.port = 5353;
        payload.client = x"0000000000010000000000000b5f676f6f676c6563617374045f746370056c6f63616c00000c0001";
        payload.server is absent;
        expect other;
    }

    test "a Cast device" {
        flow.transport = "tcp";
        server.port = 8009;
        payload.server = "\x16\x03\x03\x00\x2a0\x0d\x06\x03U\x04\x03\x0c\x06Chromecast ICA 12";
        expect google_home.local by port, certificate;
    }

    test "another TLS server on the port" {
        flow.transport = "tcp";
        server.port = 8009;
        payload.server = "\x16\x03\x03\x00\x2aexample";
        expect other;
    }

    test "_googlezone._tcp by multicast DNS" {
        flow.transport = "udp";
        server.port = 5353;
        payload.client = x"0000840000000001000000000b5f676f6f676c657a6f6e65045f746370056c6f63616c00000c00010000007800040161c00c";
        expect google_home.local by zone;
    }

    test "a question for _googlezone._tcp" {
        flow.transport = "udp";
        server.port = 5353;
        payload.client = x"0000000000010000000000000b5f676f6f676c657a6f6e65045f746370056c6f63616c00000c0001";
        payload.server is absent;
        expect other;
    }

    test "an announcement" {
        flow.transport = "udp";
        server.port = 1900;
        payload.client = "NOTIFY * HTTP/1.1\r\nLOCATION: http://192.168.1.5:8008/ssdp/device-desc.xml\r\nNT: upnp:rootdevice\r\n";
        expect google_home.local by location;
    }

    test "another's announcement" {
        flow.transport = "udp";
        server.port = 1900;
        payload.client = "NOTIFY * HTTP/1.1\r\nLOCATION: http://192.168.1.5:8080/ssdp/device-desc.xml\r\nNT: upnp:rootdevice\r\n";
        expect other;
    }

    test "the app sets a device up" {
        request = """
            GET /setup/eureka_info?params=name HTTP/1.1
            Host: 192.168.1.5:8008

            """;
        expect google_home.local by path;
    }

    test "the same path at another's" {
        request = """
            GET /setup/eureka_info HTTP/1.1
            Host: www.example.net

            """;
        expect other;
    }

    test "a device says what it is" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"build_version":"1.56","cast_build_revision":"1.56.281627","name":"Kitchen","ssdp_udn":"1-2-3"}
            """;
        expect google_home.local by info;
    }

    test "another's build" {
        response = """
            HTTP/1.1 200 OK
            Content-Type: application/json

            {"cast_build_revision":"1","name":"Kitchen"}
            """;
        expect other;
    }
}
