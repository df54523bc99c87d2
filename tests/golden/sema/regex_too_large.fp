// Repeats inside repeats multiply.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /((a{100}){100}){100}/;
        //                                         ^^^^^ error: a repeat is from 0 to 1000, the smaller number first [regex-syntax]
        positive b = http.request.path matches /a{1001}/;
        //                                       ^^^^^^ error: a repeat is from 0 to 1000, the smaller number first [regex-syntax]
    }
}
