// A condition that decides in no test may say anything. One that stands in the
// platform decides if it does so for some fingerprint; default ones count too.

platform lamp {
    reference = "a capture of the lamp";

    negative shop = server.name == "shop.lamp.example";
    sufficient negative : shop;

    fingerprint device {
        positive topic = mqtt.topic starts_with "lamp/";
        positive protocol = flow.protocol == "mqtt";
        sufficient positive : topic;
        necessary positive : protocol;
    }
    fingerprint mobile {
        positive app = http.request.header["User-Agent"] starts_with "LampApp/";
        negative web = http.request.header["Accept"] contains "text/html";
    }
    fingerprint dns {
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
