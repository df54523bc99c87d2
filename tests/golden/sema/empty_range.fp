// The ends of a range are swapped.

platform lamp {
    fingerprint device {
        positive port = server.port in 1023..1;
        //              ^^^^^^^^^^^ label: this is an integer [empty-range]
        //                             ^^^^^^^ error: the range is empty: 1023 is greater than 1 [empty-range]
    }
}
