// Gizwits: a cloud for makers.
module gizwits;

list app_hosts : host = ["api.gizwits.com", "euapi.gizwits.com", "usapi.gizwits.com"];

list device_hosts : host = ["m2m.gizwits.com", "eum2m.gizwits.com", "usm2m.gizwits.com"];

list domains : host = ["gizwits.com", "gizwitsapi.com"];

provider gizwits "Gizwits" {
    scope = server.name under domains or dns.qname under domains;

    platform gizwits "Gizwits" {
        category = cloud;
        reference = "docs.gizwits.com, open API; gizwits/Gizwits-GAgent";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive header : easy =
                http.request.header["X-Gizwits-Application-Id"] matches /^[0-9a-f]{32}$/;
            // A device that is bound, with its pass code.
            positive binding : hard = all of (
                http.response.json["/devices/*/product_key"] is present,
                http.response.json["/devices/*/passcode"] is present,
                http.response.json["/devices/*/did"] is present,
            );
            // A header alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : header or binding;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            // A device's id has 22 letters and digits.
            positive topic : easy = mqtt.topic matches /^(app2dev|dev2app)\/[A-Za-z0-9]{22}(\/|$)/;
            sufficient positive : any positive;
        }

        fingerprint local {
            positive port : easy =
                flow.transport == "udp" and server.port in [12414, 2415]
                or flow.transport == "tcp" and server.port == 12416;
            positive frame : easy = payload.client at 0 == x"00 00 00 03 03 00 00 03";
            sufficient positive : port and frame;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.gizwits.com";
            expect gizwits.mobile by api;
        }

        test "a device" {
            server.name = "m2m.gizwits.com";
            expect gizwits.device by cloud;
        }

        test "a question" {
            dns.qname = "usm2m.gizwits.com";
            expect gizwits.dns by question;
        }

        test "a search on the home network" {
            flow.transport = "udp";
            server.port = 12414;
            payload.client = x"00 00 00 03 03 00 00 03";
            expect gizwits.local by port, frame;
        }

        test "an app" {
            request = """
                GET /app/bindings HTTP/1.1
                Host: 203.0.113.9
                X-Gizwits-Application-Id: 98754e684ec045528b073876c34c7348

                """;
            expect gizwits.mobile by header;
        }

        test "a device's topic" {
            mqtt.topic = ["dev2app/VjTgYzA3kGgeTkSCpZwGqs"];
            expect gizwits.device by topic;
        }

        test "topics of another's" {
            mqtt.topic = ["app2dev/lamp", "dev2app/lamp/state"];
            expect other;
        }

        test "the header at another's" {
            request = """
                GET /app/bindings HTTP/1.1
                Host: api.example.com
                X-Gizwits-Application-Id: 98754e684ec045528b073876c34c7348

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.gizwits.com";
            expect provider gizwits;
        }

        test "a name that only begins alike" {
            server.name = "api.gizwits.com.example.net";
            expect other;
        }

        test "devices of a user" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"did":"kkvMAT","product_key":"be606a","passcode":"1","mac":"1","is_online":true}]}
                """;
            expect gizwits.mobile by binding;
        }

        test "another's devices" {
            response = """
                HTTP/1.1 200 OK
                Content-Type: application/json

                {"devices":[{"did":"1","product_key":"2"}]}
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

                {"devices":[{"did":"kkvMAT","product_key":"be606a","passcode":"1","mac":"1","is_online":true}]}
                """;
            expect other;
        }
    }
}
