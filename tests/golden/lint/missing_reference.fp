// Where features come from is needed by whoever checks or mends them.

platform lamp "Lamp" {
//       ^^^^ warning: platform `lamp` does not say where its features come from; add `reference = "...";`: a page, a paper or a capture [missing-reference]
    category = light;
    fingerprint device {
        positive broker = server.name == "mqtt.lamp.example";
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        expect lamp.device by broker;
    }
}
platform oven "Oven" {
//       ^^^^ warning: platform `oven` does not say where its features come from; add `reference = "...";`: a page, a paper or a capture [missing-reference]
    reference = "";
    fingerprint device {
        positive broker = server.name == "mqtt.oven.example";
    }
    test "the oven calls home" {
        server.name = "mqtt.oven.example";
        expect oven.device by broker;
    }
}
