// Two features that ask for the same hold together: one of them adds a name and
// nothing else. How they are written does not matter.

predicate below(name: host) = server.name under name;

platform lamp {
    reference = "a capture of the lamp";

    positive cloud = server.name under "lamp.example";
    //       ^^^^^ label: the same is asked for here [duplicate-feature]
    negative shop = server.name == "shop.lamp.example";

    fingerprint device {
        positive mqtt = server.port in [8883, 1883];
        //       ^^^^ label: the same is asked for here [duplicate-feature]
        positive also_mqtt = server.port in [1883, 8883];
        //       ^^^^^^^^^ warning: the feature `also_mqtt` asks for the same as `mqtt`; remove one of them [duplicate-feature]
        positive again = below("LAMP.example");
        //       ^^^^^ warning: the feature `again` asks for the same as `cloud`; remove one of them [duplicate-feature]
        // Of the other polarity, it is not the same.
        negative shop_page = below("shop.lamp.example");
    }
    fingerprint mobile {
        positive mqtt = server.port in [1883, 8883];
    }
    test "the lamp calls home" {
        server.name = "mqtt.lamp.example";
        server.port = 8883;
        expect lamp;
    }
    test "the shop" {
        server.name = "shop.lamp.example";
        server.port = 443;
        expect other;
    }
}
