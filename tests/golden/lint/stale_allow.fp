// A comment that silences nothing hides the next mistake. Each slug of it is
// looked at alone; of two that would do, the inner one counts as used.

// iotpf: allow(missing-reference, unused-feature)
//                                 ^^^^^^^^^^^^^^ warning: nothing here is reported as `unused-feature`; remove it from the comment [stale-allow]
platform lamp "Lamp" {
    fingerprint device {
        // iotpf: allow(plain-regex)
        //              ^^^^^^^^^^^ warning: nothing here is reported as `plain-regex`; remove it from the comment [stale-allow]
        positive broker = server.name == "mqtt.lamp.example";
        // iotpf: allow(plain-regex)
        positive path = http.request.path matches /^\/lamp/;
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        http.request.path = "/lamp"; // iotpf: allow(plain-regex)
        //                                           ^^^^^^^^^^^ warning: nothing here is reported as `plain-regex`; remove it from the comment [stale-allow]
        expect lamp.device by broker;
    }
}
