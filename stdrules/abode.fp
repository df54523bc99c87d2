// Abode: alarms.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module abode;

import lists.homekit;

list app_hosts : host = ["my.goabode.com"];

list domains : host = ["goabode.com"];

provider abode "Abode" {
    scope = server.name under domains or dns.qname under domains;

    platform abode "Abode" {
        category = alarm;
        reference = "MisterWil/abodepy; home-assistant/core, tests/components/abode/fixtures; home-assistant/core, generated/zeroconf.py, HOMEKIT";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // Automations name the panel's traits and what it is told.
            positive trait : hard = all of (
                http.response.json["/**/directive/trait"] starts_with "panel.traits.",
                http.response.json["/**/directive/name"] starts_with "panel.directives.",
            );
            // A device and how the panel answers to it in each mode.
            positive device : hard = all of (
                http.response.json["/**/type_tag"] starts_with "device_type.",
                http.response.json["/**/sresp_mode_0"] is present,
                http.response.json["/**/sresp_entry_0"] is present,
            );
            // A panel, by the maker's name in its version.
            positive panel : hard = all of (
                http.response.json["/version"] contains "ABODE",
                http.response.json["/setup_zone_1"] is present,
                http.response.json["/report_account"] is present,
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : trait or device or panel;
        }

        fingerprint local {
            // An accessory of HomeKit, by its model.
            positive accessory : easy = homekit.is_model(["md=Abode", "md=Iota"]);
            sufficient positive : accessory;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts;
            sufficient positive : question;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"version":"Z3 1.0.2.22G ABODE oz","setup_zone_1":"1","report_account":"1"}
                """;
            expect other;
        }

        test "a panel" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"version":"Z3 1.0.2.22G ABODE oz","setup_zone_1":"1","report_account":"1"}
                """;
            expect abode.mobile by panel;
        }

        test "JSON of someone else" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":1,"name":"x","status":"ok"}
                """;
            expect other;
        }

        test "an automation" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"actions":[{"directive":{"trait":"panel.traits.panelMode","name":"panel.directives.arm"}}]}
                """;
            expect abode.mobile by trait;
        }

        test "a door contact" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"type_tag":"device_type.door_contact","sresp_mode_0":"3","sresp_entry_0":"3"}]
                """;
            expect abode.mobile by device;
        }

        test "another's panel" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"setup_zone_1":"1","setup_gateway":"1","report_account":"1"}
                """;
            expect other;
        }

        test "a stock of devices" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                [{"type_tag":"device_type.laptop","id":1}]
                """;
            expect other;
        }

        test "the app" {
            server.name = "my.goabode.com";
            expect abode.mobile by api;
        }

        test "a question" {
            dns.qname = "my.goabode.com";
            expect abode.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "my.goabode.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "goabode.com";
            expect provider abode;
        }

        test "an accessory of HomeKit" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc02700108001000000780008076d643d496f7461";
            expect abode.local by accessory;
        }

        test "an accessory of another maker" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000200000000045f686170045f746370056c6f63616c00000c00010000007800040161c00cc0270010800100000078000a096d643d41434d452031";
            expect other;
        }
    }
}
