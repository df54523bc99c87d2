// An import brings names, and the platforms of its module into the ruleset. One
// that brings neither, or what another has brought, can go.

module unused_import;

import unused_import_lists.adverts;
//<35 warning: the import of `unused_import_lists.adverts` has no effect: nothing here uses a name of it; remove it [unused-import]
import unused_import_lists.brokers;
import unused_import_lists.brokers;
//<35 warning: the import of `unused_import_lists.brokers` has no effect: the module is imported above; remove it [unused-import]
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
