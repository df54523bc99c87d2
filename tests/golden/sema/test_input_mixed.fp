// A capture, a HAR or a session as JSON is all that a test shows: a field beside
// it would say something else of the same session.

platform lamp {
    fingerprint device { positive sni = tls.sni == "lamp.example"; }

    test "a field beside a capture" {
        capture = "lamp.pcap";
//      ^^^^^^^ label: shown here [test-input-mixed]
        flow = 1;
        tls.sni = "lamp.example";
//      ^^^^^^^ error: the `capture` of a test is all that it shows; make a test of its own for this [test-input-mixed]
        expect lamp;
    }
    test "two inputs" {
        capture = "lamp.pcap";
//      ^^^^^^^ label: shown here [test-input-mixed]
        har = "lamp.har";
//      ^^^ error: the `capture` of a test is all that it shows; make a test of its own for this [test-input-mixed]
        expect lamp;
    }
    test "a path that leaves the folder" {
        capture = "../lamp.pcap";
        //        ^^^^^^^^^^^^^^ error: `../lamp.pcap` is no path beside this file; write a relative path without `..`, such as "hosts.txt" [bad-path]
        expect lamp;
    }
}
