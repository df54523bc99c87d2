// A session with a value that is sufficient for two platforms is ambiguous,
// whatever else it shows: one of the two asks for too little. `prefer` says which
// is in front, and a necessary condition asks for more.

list oven_brokers : host = ["mqtt.oven.example", "mqtt.shared.example"];

platform lamp {
    reference = "a capture of the lamp";
    fingerprint device {
        positive broker = server.name == "mqtt.shared.example";
        positive topic = mqtt.topic starts_with "home/" or mqtt.topic starts_with "lamp/";
        //       ^^^^^ label: sufficient here, for `lamp` [shared-sufficient]
    }
    test "the lamp" {
        server.name = "mqtt.shared.example";
        mqtt.topic = "lamp/1";
        expect ambiguous lamp.device, oven;
    }
}
platform oven {
    reference = "a capture of the oven";
    fingerprint device {
        positive broker = server.name in oven_brokers;
        positive topic = mqtt.topic starts_with ["oven/", "home/"];
        //       ^^^^^ warning: `mqtt.topic starts_with "home/"` alone is sufficient for `oven` and for `lamp`; ask for more in one of them, or write which is in front: `prefer oven over lamp;` [shared-sufficient]
        sufficient positive : any of (broker, topic);
    }
}
// In front of both: of their common broker nothing is said any more.
platform brand {
    reference = "a capture of the brand";
    fingerprint device {
        positive broker = server.name == "mqtt.shared.example";
    }
    test "the brand" {
        server.name = "mqtt.shared.example";
        expect brand behind lamp, oven;
    }
}
// It asks for more.
platform fan {
    reference = "a capture of the fan";
    fingerprint device {
        positive topic = mqtt.topic starts_with "home/";
        positive port = server.port == 1884;
        necessary positive : port;
        sufficient positive : topic;
    }
    test "the fan" {
        mqtt.topic = "home/";
        server.port = 1884;
        expect ambiguous lamp, oven, fan;
    }
    test "not the fan" {
        server.port = 1883;
        expect other;
    }
}
prefer brand over lamp;
prefer brand over oven;
