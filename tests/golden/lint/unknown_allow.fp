// Only a warning can be allowed, by its name.

// iotpf: allow(missing-referense)
// iotpf: allow(unknown-field)
platform lamp "Lamp" { // iotpf: allow(missing-reference)
    fingerprint device {
        positive broker = server.name == "mqtt.lamp.example";
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        expect lamp.device by broker;
    }
}
