// A comment that silences nothing hides the next mistake. Each slug of it is
// looked at alone; of two that would do, the inner one counts as used.

// iotpf: allow(missing-reference, unused-feature)
platform lamp "Lamp" {
    fingerprint device {
        // iotpf: allow(plain-regex)
        positive broker = server.name == "mqtt.lamp.example";
        // iotpf: allow(plain-regex)
        positive path = http.request.path matches /^\/lamp/;
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        http.request.path = "/lamp"; // iotpf: allow(plain-regex)
        expect lamp.device by broker;
    }
}
