// Gizwits: a cloud for makers.
module gizwits;

list app_hosts : host = ["api.gizwits.com", "euapi.gizwits.com", "usapi.gizwits.com"];

list device_hosts : host = ["m2m.gizwits.com", "eum2m.gizwits.com", "usm2m.gizwits.com"];

list domains : host = ["gizwits.com", "gizwitsapi.com"];

provider gizwits "Gizwits" {
    scope = server.name under domains or dns.qname under domains;

    platform gizwits "Gizwits" {
        category = cloud;
        reference = "Gizwits open API; device SDK";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive header : easy = http.request.header["X-Gizwits-Application-Id"] is present;
            sufficient positive : any positive;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            positive topic : easy = mqtt.topic starts_with ["app2dev/", "dev2app/"];
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
                Host: gateway.example.net
                X-Gizwits-Application-Id: 98754e684ec045528b073876c34c7348

                """;
            expect gizwits.mobile by header;
        }

        test "the maker's site" {
            server.name = "www.gizwits.com";
            expect provider gizwits;
        }

        test "a name that only begins alike" {
            server.name = "api.gizwits.com.example.net";
            expect other;
        }
    }
}
