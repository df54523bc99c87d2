// A condition that decides in no test may say anything. One that stands in the
// platform decides if it does so for some fingerprint; default ones count too.

platform lamp {
    reference = "a capture of the lamp";

    negative shop = server.name == "shop.lamp.example";
    sufficient negative : shop;
//  ^^^^^^^^^^^^^^^^^^^ warning: no test makes `lamp.device.sufficient_negative` decide; add a test with a session for which it does [untested-condition]

    fingerprint device {
        positive topic = mqtt.topic starts_with "lamp/";
        positive protocol = flow.protocol == "mqtt";
        sufficient positive : topic;
        necessary positive : protocol;
//      ^^^^^^^^^^^^^^^^^^ warning: no test makes `lamp.device.necessary_positive` decide; add a test with a session for which it does [untested-condition]
    }
    fingerprint mobile {
        positive app = http.request.header["User-Agent"] starts_with "LampApp/";
        negative web = http.request.header["Accept"] contains "text/html";
        //       ^^^ warning: no condition asks for the feature `web`; name it in a condition, or remove it [unused-feature]
    }
    fingerprint dns {
    //          ^^^ warning: no test makes `lamp.dns.sufficient_positive` decide; add a test with a session for which it does [untested-condition]
        positive question = dns.qname under "lamp.example";
    }
    test "the lamp reports" {
        mqtt.topic = "lamp/1";
        flow.protocol = "mqtt";
        expect lamp.device by topic;
    }
    test "the app" {
        http.request.header["User-Agent"] = "LampApp/1";
        expect lamp.mobile by app;
    }
}
