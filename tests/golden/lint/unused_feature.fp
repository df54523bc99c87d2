// A feature that no condition names has no say. `any positive` names all, and so
// do the conditions that a fingerprint has by default.

platform lamp {
    reference = "a capture of the lamp";

    positive cloud = server.name under "lamp.example";
    positive port = server.port == 8883;
    negative shop = server.name == "shop.lamp.example";
    //       ^^^^ warning: no condition asks for the feature `shop`; name it in a condition, or remove it [unused-feature]

    fingerprint device {
        positive topic = mqtt.topic starts_with "lamp/";
        sufficient positive : topic or cloud;
        // Not by default: this fingerprint has a condition of its own.
        negative advert = server.name == "ads.lamp.example";
        //       ^^^^^^ warning: no condition asks for the feature `advert`; name it in a condition, or remove it [unused-feature]
    }
    fingerprint mobile {
        positive app = http.request.header["User-Agent"] starts_with "LampApp/";
        positive web = http.request.header["User-Agent"] starts_with "LampWeb/";
        sufficient positive : any positive;
        necessary positive : app;
    }
    test "the lamp reports" {
        mqtt.topic = "lamp/1";
        expect lamp.device by topic;
    }
    test "the app" {
        http.request.header["User-Agent"] = "LampApp/1";
        expect lamp.mobile by app;
    }
    test "another app" {
        request = """
            GET / HTTP/1.1
            Host: www.other.example

            """;
        expect other;
    }
}
