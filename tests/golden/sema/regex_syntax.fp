// What RE2 cannot read.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /v[0-9/;
        //                                       ^^^^ error: this `[` is not closed [regex-syntax]
        positive b = http.request.path matches /(api/;
        //                                      ^ error: this `(` is not closed [regex-syntax]
        positive c = http.request.path matches /a**/;
        //                                       ^^ error: a repeat is repeated [regex-syntax]
        positive d = http.request.path matches /[z-a]/;
        //                                       ^^^ error: this is no range or class of characters [regex-syntax]
        positive e = http.request.path matches /\y/;
        //                                      ^^ error: this escape has no meaning in a regex [regex-syntax]
        positive h = http.request.path matches /x{2,1}/;
        //                                       ^^^^^ error: a repeat is at most 1000, also where repeats multiply, and its smaller number comes first [regex-syntax]
        positive i = http.request.path matches /api)/;
        //                                         ^ error: this `)` closes nothing; a parenthesis itself is `\)` [regex-syntax]
        positive j = http.request.path matches /+a/;
        //                                      ^ error: there is nothing to repeat [regex-syntax]
        positive k = http.request.path matches /(?z)a/;
        //                                      ^^^ error: this kind of group has no meaning in a regex [regex-syntax]
        positive l = http.request.path matches /[[:lamp:]]/;
        //                                       ^^^^^^^^ error: this is no range or class of characters [regex-syntax]
        positive m = http.request.path matches /(?P<a b>c)/;
        //                                      ^^^^^^^^ error: the name of a group has letters, digits and `_` [regex-syntax]
        positive n = http.request.path matches /a{1001}/;
        //                                       ^^^^^^ error: a repeat is at most 1000, also where repeats multiply, and its smaller number comes first [regex-syntax]
        positive o = http.request.path matches /((a{100}){100}){100}/;
        //                                         ^^^^^ error: a repeat is at most 1000, also where repeats multiply, and its smaller number comes first [regex-syntax]
    }
}
