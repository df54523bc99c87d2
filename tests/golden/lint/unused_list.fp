// A list that no test of a field names is left over. One that a predicate or an
// argument names is used; so is one that only an unused predicate names: the
// predicate is reported, and when it is gone the list is.

list brokers : host = ["mqtt.lamp.example"];
list old_brokers : host = ["mqtt-1.lamp.example"];
//   ^^^^^^^^^^^ warning: nothing uses the list `old_brokers`; test a field with it, or remove it [unused-list]
list agents : text = ["LampApp/"];

predicate asks(names: list<host>, agents_of: list<text>) =
    server.name in names and http.request.header["User-Agent"] starts_with agents_of;

platform lamp {
    reference = "a capture of the lamp";
    fingerprint mobile {
        positive app = asks(brokers, agents);
    }
    test "the app" {
        request = """
            GET / HTTP/1.1
            Host: mqtt.lamp.example
            User-Agent: LampApp/2

            """;
        expect lamp.mobile by app;
    }
}
