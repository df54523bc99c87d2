// HomeWizard: energy meters and plugs.
module homewizard;

import lists.home;

list mobile_hosts : host = ["api.homewizardeasyonline.com", "homes.api.homewizard.com"];

list domains : host = ["homewizard.com", "homewizardeasyonline.com"];

provider homewizard "HomeWizard" {
    scope = server.name under domains or dns.qname under domains;

    platform homewizard "HomeWizard" {
        category = energy;
        reference = "api-documentation.homewizard.com; home-assistant/core, generated/zeroconf.py; home-assistant/core, tests/components/homewizard/fixtures";

        fingerprint mobile {
            positive api : easy = server.name in mobile_hosts;
            sufficient positive : api;
        }

        fingerprint local {
            // A device answers by multicast DNS; who only asks is none.
            positive service : easy =
                (payload.client matches /(?s)^..\x84.*\x09_hwenergy[\x04\xc0-\xff]/
                    or payload.server matches /(?s)^..\x84.*\x09_hwenergy[\x04\xc0-\xff]/)
                and server.port == 5353
                and flow.transport == "udp";
            // What a device says of itself.
            positive product : hard = all of (
                http.response.json["/product_type"] matches /^(HWE|SDM)[0-9]*-/,
                http.response.json["/product_name"] is present,
                http.response.json["/serial"] is present,
                http.response.json["/firmware_version"] is present,
            );
            // What it measures, beside its radio's strength.
            positive measures : hard = all of (
                http.response.json["/wifi_ssid"] is present,
                http.response.json["/wifi_strength"] is present,
                any of (
                    http.response.json["/total_power_import_kwh"] is present,
                    http.response.json["/total_power_import_t1_kwh"] is present,
                    http.response.json["/total_liter_m3"] is present,
                    http.response.json["/active_power_w"] is present,
                    http.response.json["/active_liter_lpm"] is present,
                ),
            );
            // A body alone says nothing behind the name of another company.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient positive priority 180 : service;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : product or measures;
        }

        fingerprint dns {
            positive question : easy = dns.qname in mobile_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.homewizardeasyonline.com";
            expect homewizard.mobile by api;
        }

        test "a question" {
            dns.qname = "homes.api.homewizard.com";
            expect homewizard.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "api.homewizardeasyonline.com.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.homewizard.com";
            expect provider homewizard;
        }

        test "_hwenergy._tcp by multicast DNS" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000095f6877656e65726779045f746370056c6f63616c00000c00010000007800040161c00c";
            expect homewizard.local by service;
        }

        test "a question for _hwenergy._tcp" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000000000001000000000000095f6877656e65726779045f746370056c6f63616c00000c0001";
            payload.server is absent;
            expect other;
        }

        test "a meter says what it is" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"product_type":"HWE-P1","product_name":"P1 meter","serial":"3c39e7aabbcc","firmware_version":"4.19","api_version":"v1"}
                """;
            expect homewizard.local by product;
        }

        test "a plug says what it measures" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"wifi_ssid":"My Wi-Fi","wifi_strength":94,"total_power_import_kwh":30.511,"active_power_w":123.0}
                """;
            expect homewizard.local by measures;
        }

        test "another product" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"product_type":"HW-1","product_name":"x","serial":"1","firmware_version":"1"}
                """;
            expect other;
        }

        test "the same at another's" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"product_type":"HWE-P1","product_name":"P1 meter","serial":"3c39e7aabbcc","firmware_version":"4.19","api_version":"v1"}
                """;
            expect other;
        }
    }
}
