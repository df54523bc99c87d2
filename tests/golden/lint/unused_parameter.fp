// What is given for a parameter that the predicate does not use changes nothing.
// A parameter that is only passed on is used.

predicate on_port(ports: list<int>, kind: text) = server.port in ports;
//                                  ^^^^ warning: the predicate `on_port` does not use its parameter `kind`; test a field with it, or remove it here and in each use [unused-parameter]
predicate broker(names: list<host>, ports: list<int>) =
    server.name in names and on_port(ports, "mqtt");

platform lamp {
    reference = "a capture of the lamp";
    fingerprint device {
        positive home = broker(["mqtt.lamp.example"], [8883]);
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        server.port = 8883;
        expect lamp.device by home;
    }
}
