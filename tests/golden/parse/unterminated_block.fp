// The three quotes at the end are missing, so the rest of the file is inside.

platform lamp {
    fingerprint device { positive a = server.port == 1; }
    test "hello" {
        response = """
        //         ^^^ error: the block of text does not end; close it with `"""` [unterminated-block]
            HTTP/1.1 200 OK
            ;
        expect lamp;
    }
}
