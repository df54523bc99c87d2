// Awair: air monitors.
//
// The interface is known by its hosts; where a host was not recorded, an answer is
// told by several keys that are its own.
module awair;

import lists.certificate;
import lists.home;

list app_hosts : host = ["developer-apis.awair.is"];

list device_hosts : host = ["ota.awair.is", "messaging.awair.is", "timeserver.awair.is"];
list domains : host = ["getawair.com", "awair.is"];

provider awair "Awair" {
    scope = server.name under domains or dns.qname under domains;

    platform awair "Awair" {
        category = climate;
        reference = "docs.developer.getawair.com; ahayworth/python_awair; home-assistant/core, tests/components/awair/fixtures; support.getawair.com, what a network must allow; docs.developer.getawair.com, local interface; home-assistant/core, generated/zeroconf.py, _http._tcp";

        fingerprint mobile {
            positive api : easy = server.name in app_hosts;
            // A score, what makes it up, and an index of each part.
            positive air : hard = all of (
                http.response.json["/data/*/score"] is present,
                http.response.json["/data/*/sensors/*/comp"] in ["temp", "humid", "co2", "voc"],
                http.response.json["/data/*/indices/*/comp"] in ["temp", "humid", "co2", "voc"],
            );
            // The maker's name opens each device's.
            positive device : hard = all of (
                http.response.json["/devices/*/deviceUUID"] matches /^awair[_-]/,
                http.response.json["/devices/*/roomType"] is present,
            );
            // What a developer may ask for, and how often.
            positive account : hard = all of (
                http.response.json["/dobYear"] is present,
                http.response.json["/usages/*/scope"] == "USER_DEVICE_LIST",
                http.response.json["/permissions/*/scope"] == "FIFTEEN_MIN",
            );
            // A body alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : air or device or account;
        }

        fingerprint device {
            positive cloud : easy = server.name in device_hosts;
            positive certificate : medium = certificate.is_for(["awair.is"]);
            sufficient positive : cloud or certificate;
        }

        fingerprint local {
            // Anyone may call a path so; it counts at a monitor's name or with a score.
            positive path : easy = http.request.path in ["/air-data/latest", "/air-data/raw"];
            positive name : easy = server.name matches /^awair-[a-z0-9-]+(\.|$)/;
            positive score : hard = all of (
                http.response.json["/score"] is present,
                http.response.json["/dew_point"] is present,
                http.response.json["/humid"] is present,
            );
            // Readings, with what the sensor itself saw.
            positive readings : hard = all of (
                http.response.json["/abs_humid"] is present,
                http.response.json["/voc_h2_raw"] is present,
                http.response.json["/voc_ethanol_raw"] is present,
            );
            // A monitor answers as a web server, by the maker's name, its kind and number.
            positive instance : medium =
                payload.client at 2 == x"84"
                and payload.client
                    matches /[\x0c-\x20]awair-[a-z0-9]+-[0-9a-f]*[0-9][0-9a-f]*[^0-9a-z-]/i
                and server.port == 5353
                and flow.transport == "udp";
            // The same at a company's name is another's.
            negative elsewhere : medium = home.is_elsewhere();
            sufficient negative : elsewhere;
            sufficient positive : (path and (name or score)) or readings or instance;
        }

        fingerprint dns {
            positive question : easy = dns.qname in app_hosts or dns.qname in device_hosts;
            sufficient positive : question;
        }

        test "a user's own page of that name" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f68747470045f746370056c6f63616c00000c00010000007800120f61776169722d64617368626f617264c00c";
            expect other;
        }

        test "a user's page whose name is a word" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f68747470045f746370056c6f63616c00000c00010000007800141161776169722d686f6d652d666163616465c00c";
            expect other;
        }

        test "a monitor answers" {
            flow.transport = "udp";
            server.port = 5353;
            payload.client = x"000084000000000100000000055f68747470045f746370056c6f63616c00000c00010000007800141161776169722d656c656d2d313366316533c00c";
            expect awair.local by instance;
        }

        test "a server proves who it is" {
            tls.sni is absent;
            tls.cert.san = ["api.awair.is"];
            expect awair.device by certificate;
        }

        test "the same words of another's cloud" {
            request = """
                GET /v1/status HTTP/1.1
                Host: api.example.net

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"score":97.0,"sensors":[{"comp":"temp","value":18.8}],"indices":[{"comp":"temp","value":0}]}]}
                """;
            expect other;
        }

        test "the air" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"score":97.0,"sensors":[{"comp":"temp","value":18.8}],"indices":[{"comp":"temp","value":0}]}]}
                """;
            expect awair.mobile by air;
        }

        test "JSON of someone else" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"id":1,"name":"x","status":"ok"}
                """;
            expect other;
        }

        test "a monitor" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"deviceUUID":"awair_24947","roomType":"LIVING_ROOM"}]}
                """;
            expect awair.mobile by device;
        }

        test "a developer" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"dobYear":2020,"usages":[{"scope":"USER_DEVICE_LIST","usage":50}],"permissions":[{"scope":"FIFTEEN_MIN","quota":30000}]}
                """;
            expect awair.mobile by account;
        }

        test "a member of a club" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"dobYear":1990,"usages":[],"permissions":[]}
                """;
            expect other;
        }

        test "rooms of another's" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"deviceUUID":"0a1b","roomType":"OFFICE"}]}
                """;
            expect other;
        }

        test "parts of a share index" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"data":[{"score":7,"sensors":[{"comp":"dax"}],"indices":[{"comp":"dax"}]}]}
                """;
            expect other;
        }

        test "the app" {
            server.name = "developer-apis.awair.is";
            expect awair.mobile by api;
        }

        test "a question" {
            dns.qname = "developer-apis.awair.is";
            expect awair.dns by question;
        }

        test "a name that only begins alike" {
            server.name = "developer-apis.awair.is.example.net";
            expect other;
        }

        test "the maker's site" {
            server.name = "www.getawair.com";
            expect provider awair;
        }

        test "a monitor asks for firmware" {
            server.name = "ota.awair.is";
            expect awair.device by cloud;
        }

        test "a monitor asks for the broker" {
            dns.qname = "messaging.awair.is";
            expect awair.dns by question;
        }

        test "the site" {
            server.name = "www.awair.is";
            expect provider awair;
        }

        test "a monitor at home" {
            request = """
                GET /air-data/latest HTTP/1.1
                Host: awair-elem-13f1e3.local

                """;
            expect awair.local by path, name;
        }

        test "a monitor's score" {
            request = """
                GET /air-data/latest HTTP/1.1
                Host: 192.168.1.8

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"timestamp":"t","score":88,"dew_point":10.1,"temp":22.1,"humid":40,"co2":654,"pm25":2}
                """;
            expect awair.local by path, score;
        }

        test "another's monitor at home" {
            request = """
                GET /air-data/latest HTTP/1.1
                Host: 192.168.1.8

                """;
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"temperature":22.1,"humidity":40,"co2":654}
                """;
            expect other;
        }

        test "readings" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"timestamp":"t","score":88,"temp":22.1,"humid":40,"abs_humid":8.1,"co2":654,"voc":513,"voc_baseline":38385,"voc_h2_raw":26,"voc_ethanol_raw":36}
                """;
            expect awair.local by readings;
        }

        test "another's air" {
            request = """
                GET /air-data/latest HTTP/1.1
                Host: city.example.net

                """;
            expect other;
        }

        test "readings of another kind" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"temp":22.1,"humid":40,"abs_humid":8.1,"co2":654}
                """;
            expect other;
        }
    }
}
