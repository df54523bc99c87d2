// A platform is tested where some test expects it, in front or behind, wherever
// the test stands. That another label is expected shows nothing of its rules.

platform lamp {
    reference = "a capture of the lamp";
    fingerprint device {
        positive broker = server.name == "mqtt.lamp.example";
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        expect lamp.device by broker behind cloud;
    }
}
platform cloud {
    reference = "a capture of the cloud";
    fingerprint device {
        positive broker = server.name under "lamp.example";
    }
}
platform oven {
//       ^^^^ warning: no test expects the platform `oven`; add a test that ends with `expect oven;` [untested-platform]
    reference = "a capture of the oven";
    fingerprint device {
        positive broker = server.name == "mqtt.oven.example";
    }
    test "not the oven's" {
        server.name = "www.oven.example";
        expect other;
    }
}
prefer lamp over cloud;
