// Everything that a test can say.

provider acme {
    platform lamp {
        fingerprint device { positive a = server.port == 1; }

        test "fields" {
            server.port = 1;
            mqtt.topic = ["a", "b",];
            http.request.header["X-Lamp"] = "1";
            tls.alpn is absent;
            expect lamp.device by a, b behind cloud, rest.device;
        }
        test "messages" {
            request = """
                GET / HTTP/1.1
                Host: lamp.example

                """;
            response = "HTTP/1.1 200 OK";
            expect ambiguous lamp, cloud.device;
        }
        test "raw \\ name" {
            server.port = 2;
            expect provider acme, other_one;
        }
        test "nobody" {
            server.port = 2;
            expect other;
        }
    }
}
prefer lamp over cloud;
