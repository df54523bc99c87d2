// Repeats inside repeats multiply.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /((a{100}){100}){100}/;
        //                                      ^^^^^^^^^^^^^^^^^^^^ error: the regex needs more memory than 1048576 bytes; make its repeats smaller [regex-too-large]
        positive b = http.request.path matches /a{1001}/;
        //                                      ^^^^^^^ error: the regex needs more memory than 1048576 bytes; make its repeats smaller [regex-too-large]
    }
}
