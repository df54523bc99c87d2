// A session with a value that is sufficient for two platforms is ambiguous,
// whatever else it shows: one of the two asks for too little. `prefer` says which
// is in front, and a necessary condition asks for more.

list oven_brokers : host = ["mqtt.oven.example", "mqtt.shared.example"];

platform lamp {
    reference = "a capture of the lamp";
    fingerprint device {
        positive broker = server.name == "mqtt.shared.example";
        positive topic = mqtt.topic starts_with "home/" or mqtt.topic starts_with "lamp/";
    }
    test "the lamp" {
        server.name = "mqtt.shared.example";
        mqtt.topic = "lamp/1";
        expect lamp.device, oven;
    }
}
platform oven {
    reference = "a capture of the oven";
    fingerprint device {
        positive broker = server.name in oven_brokers;
        positive topic = mqtt.topic starts_with ["oven/", "home/"];
        sufficient positive : any of (broker, topic);
    }
}
// In front of both, or asking for more.
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
        expect lamp, oven, fan;
    }
    test "not the fan" {
        server.port = 1883;
        expect other;
    }
}
prefer brand over lamp;
prefer brand over oven;
