// Only a warning can be allowed, by its name.

// iotpf: allow(missing-referense)
//              ^^^^^^^^^^^^^^^^^ warning: there is no warning `missing-referense`; did you mean `missing-reference`? [unknown-allow]
// iotpf: allow(unknown-field)
//              ^^^^^^^^^^^^^ warning: there is no warning `unknown-field` [unknown-allow]
platform lamp "Lamp" { // iotpf: allow(missing-reference)
    fingerprint device {
        positive broker = server.name == "mqtt.lamp.example";
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        expect lamp.device by broker;
    }
}
