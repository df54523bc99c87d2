// The slash at the end is missing, or one inside is not escaped.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /^\/api;
        //                                     ^ error: the regex does not end on its line; close it with `/`, and write a slash inside as `\/` [unterminated-regex]
        positive b = server.port == 1;
    }
}
