// Ring: doorbells, cameras and alarms of Amazon.
module ring;

import lists.certificate;
import lists.third_party;

list app_hosts : host = [
    "oauth.ring.com",
    "api.ring.com",
    "app.ring.com",
    "app-snaps.ring.com",
    "app-snips.ring.com",
    "rings.solutions",
    "ring.devices.a2z.com",
];

list device_hosts : host = [
    "fw.ring.com",
    "firmwares.ring.com",
    "alerts.ring.com",
    "es.ring.com",
    "wu.ring.com",
    "rss-dpd-service.ring.com",
    "fw-eventstream.ring.com",
    "fw-snaps.ring.com",
    "prod-snips.ring.com",
    "gws.ring.amazon.dev",
    "rss.ring.amazon.dev",
];

list domains : host = ["ring.com", "rings.solutions", "ring.devices.a2z.com", "ring.amazon.dev"];

provider ring "Ring" {
    scope = server.name under domains or dns.qname under domains;

    platform ring "Ring" {
        category = camera;
        reference = "ring-client-api; python-ring-doorbell, tests/fixtures; intl-iot (NEU-SNS), tshark_all.hosts; names that cameras ask for (stickupcammini.devices.prod.rss, fw.prod.gws), in public block lists and simulations of devices";

        // Whatever the app calls itself there.
        negative third_party : easy = third_party.is_server();
        sufficient negative : third_party;

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive agent : easy = http.request.header["User-Agent"] == "android:com.ringapp";
            // The client's name in a login.
            positive client : easy =
                http.request.form["client_id"] == "ring_official_android"
                or http.request.json["/client_id"] == "ring_official_android";
            positive path : medium =
                http.request.path
                    matches /^\/clients_api\/(ring_devices|doorbots|chimes|dings|session|device|snapshots)(\/|$)/;
            // An account's devices, by kind; the maker was called Doorbot first.
            positive kinds : hard =
                any of (
                    http.response.json["/doorbots"] is present,
                    http.response.json["/authorized_doorbots"] is present,
                )
                and any of (
                    http.response.json["/stickup_cams"] is present,
                    http.response.json["/chimes"] is present,
                    http.response.json["/base_stations"] is present,
                );
            // A visitor at the door, or lamps in a group.
            positive doorbot : hard = any of (
                http.response.json["/*/doorbot_id"] is present
                    and http.response.json["/*/doorbot_description"] is present
                    and http.response.json["/*/sip_session_id"] is present,
                http.response.json["/device_groups/*/device_group_id"] is present
                    and http.response.json["/device_groups/*/devices/*/doorbot_id"] is present,
                http.response.json["/**/device_type"] == "intercom_handset_audio",
                http.response.json["/**/type"] == "intercom_handset_audio",
            );
            // What was recorded.
            positive history : hard = all of (
                http.response.json["/*/kind"] in ["ding", "motion", "on_demand"],
                http.response.json["/*/answered"] is present,
                http.response.json["/*/favorite"] is present,
                http.response.json["/*/snapshot_url"] is present,
                http.response.json["/*/recording/status"] is present,
            );
            // The state of a device, of a group of lamps, of an account.
            positive state : hard = any of (
                http.response.json["/device_health/wifi_is_ring_network"] is present,
                http.response.json["/device_group_id"] is present
                    and http.response.json["/lights_on"] is present
                    and http.response.json["/motion_activated_lights"] is present
                    and http.response.json["/motion_snooze_on"] is present,
                http.response.json["/profile/features/chime_pro_enabled"] is present
                    and http.response.json["/profile/features/lpd_enabled"] is present,
            );
            // A path or a body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api or agent or client;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : path or kinds or doorbot or history or state;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive certificate : medium =
                certificate.is_for(["ring.com", "rings.solutions", "ring.devices.a2z.com"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.ring.com"];
            expect ring.device by certificate;
        }

        test "the site proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["ring.com", "www.ring.com"];
            expect other;
        }

        test "the site by its bare name alone" {
            tls.sni is absent;
            tls.cert.san = ["ring.com"];
            expect other;
        }

        test "look-alikes" {
            tls.sni is absent;
            tls.cert.san = ["fw.evilring.com", "ring.com.evil.example"];
            expect other;
        }

        test "a certificate of some customers" {
            tls.sni is absent;
            tls.cert.san = [
                "a.example.com",
                "b.example.net",
                "c.example.org",
                "d.example.com",
                "api.ring.com",
            ];
            expect other;
        }

        test "a certificate of a network that delivers for many" {
            tls.sni is absent;
            tls.cert.san = [
                "a.example.com",
                "b.example.com",
                "c.example.com",
                "d.example.com",
                "e.example.com",
                "f.example.com",
                "g.example.com",
                "h.example.com",
                "i.example.com",
                "k.example.com",
                "l.example.com",
                "m.example.com",
                "api.ring.com",
            ];
            expect other;
        }

        test "a short certificate of such a network" {
            tls.sni is absent;
            tls.cert.san = ["sni67677.cloudflaressl.com", "api.ring.com"];
            expect other;
        }

        test "a short certificate of another such network" {
            tls.sni is absent;
            tls.cert.san = ["a248.e.akamai.net", "api.ring.com"];
            expect other;
        }

        test "a name was asked for" {
            tls.sni = "files.example.net";
            tls.cert.san = ["api.ring.com"];
            expect other;
        }

        test "a camera sends a picture" {
            dns.qname = "fw-snaps.ring.com";
            expect ring.dns by question;
        }

        test "the app at another company" {
            request = """
                POST /v1/events HTTP/1.1
                Host: api.mixpanel.com
                User-Agent: android:com.ringapp

                """;
            expect other;
        }

        test "the app" {
            server.name = "oauth.ring.com";
            expect ring.mobile by api;
        }

        test "a device" {
            server.name = "fw.ring.com";
            expect ring.device by cloud;
        }

        test "a question" {
            dns.qname = "rss-dpd-service.ring.com";
            expect ring.dns by question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"doorbots":[],"authorized_doorbots":[],"chimes":[],"stickup_cams":[]}
                """;
            expect other;
        }

        test "an account's devices" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"doorbots":[],"authorized_doorbots":[],"chimes":[],"stickup_cams":[]}
                """;
            expect ring.mobile by kinds;
        }

        test "a login" {
            request = """
                POST /oauth/token HTTP/1.1
                Host: 203.0.113.9
                Content-Type: application/x-www-form-urlencoded

                client_id=ring_official_android&grant_type=password
                """;
            expect ring.mobile by client;
        }

        test "a bill is no IoT" {
            server.name = "billing.ring.com";
            expect provider ring;
        }

        test "a call without its host" {
            request = """
                GET /clients_api/ring_devices?api_version=9 HTTP/1.1
                User-Agent: x

                """;
            expect ring.mobile by path;
        }

        test "another's clients" {
            request = """
                GET /clients_api/doorbots HTTP/1.1
                Host: crm.example.com

                """;
            expect other;
        }

        test "a visitor" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"doorbot_id":1,"doorbot_description":"Front","sip_session_id":"s"}]
                """;
            expect ring.mobile by doorbot;
        }

        test "recordings" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"kind":"ding","answered":false,"favorite":false,"snapshot_url":"","recording":{"status":"ready"}}]
                """;
            expect ring.mobile by history;
        }

        test "the state of a chime" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"device_health":{"average_signal_category":"good","wifi_is_ring_network":false}}
                """;
            expect ring.mobile by state;
        }

        test "another's groups" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"x":{"device_group_id":1,"lights_on":true}}
                """;
            expect other;
        }

        test "a switchboard's calls" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"answered":false,"favorite":true,"snapshot_url":""}]
                """;
            expect other;
        }

        test "a network's stations and bells" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"base_stations":[],"chimes":[]}
                """;
            expect other;
        }

        test "a modem's health" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"device_health":{"average_signal_category":"good"}}
                """;
            expect other;
        }

        test "a name that only begins alike" {
            server.name = "oauth.ring.com.example.net";
            expect other;
        }

        test "a camera by a newer name" {
            server.name = "stickupcammini.devices.prod.rss.ring.amazon.dev";
            expect ring.device by cloud;
        }

        test "a doorbell asks for its gateway" {
            dns.qname = "fw.prod.gws.ring.amazon.dev";
            expect ring.dns by question;
        }

        test "what the maker's developers read" {
            server.name = "knowledge.appstore-mcp.ring.amazon.dev";
            expect provider ring;
        }
    }
}
