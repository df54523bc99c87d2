// Particle: boards for makers, and their cloud.
module particle;

list app_hosts : host = ["api.particle.io"];

list device_hosts : host = ["device.spark.io", "udp.particle.io"];

list domains : host = ["particle.io", "spark.io"];

provider particle "Particle" {
    scope = server.name under domains or dns.qname under domains;

    platform particle "Particle" {
        category = cloud;
        reference = "Particle cloud API, https://docs.particle.io; particle-api-js; device-os, the firmware's server name; particle-cli, keys (udp://$id.udp.particle.io:5684)";

        fingerprint mobile {
            positive api : easy = server.name under app_hosts;
            positive header : easy =
                http.request.header["X-Particle-Tool"] is present
                or http.request.header["X-Particle-Project"] is present;
            // A header alone says nothing behind the name of another company; an
            // address is none.
            negative elsewhere : medium =
                server.name matches /\.([a-z]{2,}|xn--[a-z0-9-]+)$/
                and not server.name under domains;
            sufficient positive priority 180 : api;
            sufficient negative priority 150 : elsewhere;
            sufficient positive : header;
        }

        fingerprint device {
            positive cloud : easy = server.name under device_hosts;
            sufficient positive : cloud;
        }

        fingerprint dns {
            positive question : easy = dns.qname under app_hosts or dns.qname under device_hosts;
            sufficient positive : question;
        }

        test "the app" {
            server.name = "api.particle.io";
            expect particle.mobile by api;
        }

        test "a device" {
            server.name = "device.spark.io";
            expect particle.device by cloud;
        }

        test "a question" {
            dns.qname = "device.spark.io";
            expect particle.dns by question;
        }

        test "a tool, its host not seen" {
            request = """
                GET /v1/devices HTTP/1.1
                X-Particle-Tool: cli

                """;
            expect particle.mobile by header;
        }

        test "another's particles" {
            request = """
                GET /v1/events HTTP/1.1
                Host: api.example.net
                X-Particle-Project: sand

                """;
            expect other;
        }

        test "the maker's site" {
            server.name = "www.particle.io";
            expect provider particle;
        }

        test "a name that only begins alike" {
            server.name = "api.particle.io.example.net";
            expect other;
        }

        test "a board that sends datagrams" {
            server.name = "0123456789abcdef01234567.udp.particle.io";
            expect particle.device by cloud;
        }
    }
}
