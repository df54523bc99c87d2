// `flow` and `entry` are numbers of sessions, from 1.

platform lamp {
    fingerprint device { positive sni = tls.sni == "lamp.example"; }

    test "a name is no number" {
        capture = "lamp.pcap";
        flow = "first";
        //     ^^^^^^^ error: `flow` takes one number, from 1; it is the number that `iotpf-run --json` gives the session [test-needs-number]
        expect lamp;
    }
    test "there is no session before the first" {
        har = "lamp.har";
        entry = 0;
        //      ^ error: `entry` takes one number, from 1; it is the number that `iotpf-run --json` gives the session [test-needs-number]
        expect lamp;
    }
}
