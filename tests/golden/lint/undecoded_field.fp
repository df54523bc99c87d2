// Until a decoder fills a field, a test of it is unknown in every capture. Only
// decoded sessions, and the tests of rules, show the field.

platform lamp {
    reference = "a capture of the lamp";
    fingerprint local {
        positive announced = ssdp.server contains "Lamp/"
        //                   ^^^^^^^^^^^ warning: no decoder fills `ssdp.server` from captures yet; only decoded sessions and tests show it [undecoded-field]
            and count(ssdp.st) >= 1;
            //        ^^^^^^^ warning: no decoder fills `ssdp.st` from captures yet; only decoded sessions and tests show it [undecoded-field]
    }
    test "the lamp announces itself" {
        ssdp.server = "Linux Lamp/1.0";
        ssdp.st = "upnp:rootdevice";
        expect lamp.local by announced;
    }
}
