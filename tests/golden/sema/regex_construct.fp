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
        positive e = http.request.path matches /(?<=a)b/;
        //                                      ^^^^ error: `(?<=` is not in the regex dialect; a match cannot look around itself [regex-construct]
        positive f = http.request.path matches /(a)\1/;
        //                                         ^^ error: `\1` is not in the regex dialect; a match cannot look back at a group [regex-construct]
        positive g = http.request.path matches /ä/i;
        //                                      ^ error: `ä` is not in the regex dialect; only ASCII letters have a case; leave out `i` and write both, as in `[aA]` [regex-construct]
        positive h = http.request.path matches /(?!a)b/;
        //                                      ^^^ error: `(?!` is not in the regex dialect; a match cannot look around itself [regex-construct]
    }
}
