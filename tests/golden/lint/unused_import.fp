// An import brings names, and the platforms of its module into the ruleset. One
// that brings neither, or what another has brought, can go.

module unused_import;

import unused_import_lists.adverts;
import unused_import_lists.brokers;
import unused_import_lists.brokers;
import unused_import_lists.rules;

platform lamp {
    reference = "a capture of the lamp";
    fingerprint device {
        positive broker = server.name in brokers.lamp;
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        expect lamp.device by broker;
    }
}
