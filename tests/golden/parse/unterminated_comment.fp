// The end of the comment is missing, so the rest of the file is inside.

platform lamp {
    /* The hello of the lamp. *
//  ^^ error: the comment does not end; close it with `*/` [unterminated-comment]
    fingerprint device { positive a = server.port == 1; }
}
