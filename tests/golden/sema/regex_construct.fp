// Constructs that RE2 takes and the dialect does not.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /\C/;
        //                                      ^^ error: `\C` is not in the regex dialect; write `(?s:.)` for any byte [regex-construct]
        positive b = http.request.path matches /\pL+/;
        //                                      ^^ error: `\p` is not in the regex dialect; values are bytes; write the bytes of the class [regex-construct]
        positive c = http.request.path matches /[\P{Greek}]/;
        //                                       ^^ error: `\P` is not in the regex dialect; values are bytes; write the bytes of the class [regex-construct]
        positive d = http.request.path matches /\Qa.b\E/;
        //                                      ^^ error: `\Q` is not in the regex dialect; escape each character [regex-construct]
    }
}
