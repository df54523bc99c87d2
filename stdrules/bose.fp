// Bose: SoundTouch speakers. They speak to AWS IoT, by one account's endpoint.
module bose;

import lists.home;

list hosts : host = [
    "api.bose.io",
    "api.bosecm.com",
    "bmx.bose.com",
    "media.bose.io",
    "ota.cdn.bose.io",
    "streaming.bose.com",
    "streamingoauth.bose.com",
    // The clock: the pool gives each maker names of his own.
    "bose.pool.ntp.org",
];

list device_hosts : host = [
    "adhj3uk4ouxyr.iot.us-east-1.amazonaws.com",
    "adhj3uk4ouxyr-ats.iot.us-east-1.amazonaws.com",
];

list domains : host = ["bose.io", "bose.com", "bosecm.com"];

provider bose "Bose" {
    scope = server.name under domains or dns.qname under domains;

    platform bose "Bose" {
        category = media;
        reference = "home-assistant/core, generated/zeroconf.py; the speakers' questions for data.api.bose.io in public captures; clients that stand in for the SoundTouch cloud: SoundTouchSdkPrivateCfg.xml, servers marge, bmx and stats; studies of the names that speakers ask for (media.bose.io, ota.cdn.bose.io)";

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint cloud {
            positive host : easy = server.name under hosts and not server.name under device_hosts;
            sufficient positive : host;
        }

        fingerprint dns {
            positive question : easy = dns.qname under device_hosts or dns.qname under hosts;
            sufficient positive : question;
        }

        fingerprint local {
            // A speaker answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x0b_soundtouch[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x0b_soundtouch[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // The web socket of a speaker.
            positive socket : easy = http.request.header["Sec-WebSocket-Protocol"] == "gabbo";
            // A speaker says what it is, and where its cloud stands.
            positive info : hard =
                http.response.body contains "<margeURL>"
                and http.response.body contains "<info deviceID=";
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : service or socket;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : info;
        }

        test "a speaker asks for the time" {
            dns.qname = "0.bose.pool.ntp.org";
            expect bose.dns by question;
        }

        test "a speaker asks for its firmware" {
            dns.qname = "ota.cdn.bose.io";
            expect bose.dns by question;
        }

        test "another part of the interface" {
            server.name = "partners.api.bose.io";
            expect bose.cloud by host;
        }

        test "_soundtouch._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000840000000001000000000b5f736f756e64746f756368045f746370056c6f63616c00000c00010000007800040161c00c";
            expect bose.local by service;
        }

        test "a question for _soundtouch._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"0000000000010000000000000b5f736f756e64746f756368045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "a device" {
            server.name = "adhj3uk4ouxyr.iot.us-east-1.amazonaws.com";
            expect bose.device by cloud;
        }

        test "the cloud" {
            server.name = "iot.api.bose.io";
            expect bose.cloud by host;
        }

        test "a question" {
            dns.qname = "users.api.bose.io";
            expect bose.dns by question;
        }

        test "a speaker at the rented endpoint" {
            server.name = "adhj3uk4ouxyr.iot.us-east-1.amazonaws.com";
            expect bose.device behind aws_iot;
        }

        test "the maker's site" {
            server.name = "www.bose.com";
            expect provider bose;
        }

        test "a name that only begins alike" {
            server.name = "adhj3uk4ouxyr.iot.us-east-1.amazonaws.com.example.net";
            expect other;
        }

        test "a speaker asks for its presets" {
            server.name = "streaming.bose.com";
            expect bose.cloud by host;
        }

        test "a speaker asks where to report" {
            dns.qname = "events.api.bosecm.com";
            expect bose.dns by question;
        }

        test "updates, also of headphones" {
            server.name = "worldwide.bose.com";
            expect provider bose;
        }

        test "a speaker" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <info deviceID="08DF1F"><name>x</name><type>SoundTouch 20</type><margeURL>https://streaming.bose.com</margeURL></info>
                """;
            expect bose.local by info;
        }

        test "another's info" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <info deviceID="1"><name>x</name></info>
                """;
            expect other;
        }

        test "the same body at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: text/xml

                <info deviceID="08DF1F"><name>x</name><type>SoundTouch 20</type><margeURL>https://streaming.bose.com</margeURL></info>
                """;
            expect other;
        }

        test "the web socket" {
            request = """
                GET / HTTP/1.1
                Host: 192.168.1.3:8080
                Upgrade: websocket
                Sec-WebSocket-Protocol: gabbo

                """;
            expect bose.local by socket;
        }

        test "another web socket" {
            request = """
                GET / HTTP/1.1
                Host: 192.168.1.3:8080
                Upgrade: websocket
                Sec-WebSocket-Protocol: chat

                """;
            expect other;
        }
    }
}

// A brand stands before the back end it rents.
prefer bose over aws_iot;
