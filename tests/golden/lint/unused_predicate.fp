// A predicate is used by features, scopes and other predicates.

predicate asks(names: list<host>) = server.name in names;
predicate calls(names: list<host>) = asks(names) and server.port == 8883;
predicate resolves(names: list<host>) = dns.qname in names;
//        ^^^^^^^^ warning: nothing uses the predicate `resolves`; write a feature with it, or remove it [unused-predicate]

platform lamp {
    reference = "a capture of the lamp";
    fingerprint device {
        positive broker = calls(["mqtt.lamp.example"]);
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        server.port = 8883;
        expect lamp.device by broker;
    }
}
