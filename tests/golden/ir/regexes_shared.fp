// A regex is compiled once, whatever fields it is asked of; `i` makes it another,
// and what looks at the end of a value is marked.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /lamp/;
        positive b = http.request.body matches /lamp/;
        positive c = http.request.path matches /lamp/i;
        positive d = tls.sni matches /lamp/;
        positive e = http.request.path matches /lamp$/;
        positive f = http.request.path matches /la[$]mp\b/;
    }
}
