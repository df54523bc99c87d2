// A priority has bounds, so that there is always room for one above.

platform lamp {
    fingerprint device {
        positive a = server.port == 1;
        sufficient positive priority 1000001 : a;
        //                           ^^^^^^^ error: a priority is from 1 to 1000000 [priority-too-large]
        sufficient positive priority 0 : a;
        //                           ^ error: a priority is from 1 to 1000000 [priority-too-large]
    }
}
