// A parameter is used where its declared type does not fit the field.

predicate p(number: int, words: list<text>, name: host) =
//                  ^^^ label: declared here [parameter-type-mismatch]
//                                   ^^^^ label: declared here [parameter-type-mismatch]
//                                                ^^^^ label: declared here [parameter-type-mismatch]
    tls.sni == number
//  ^^^^^^^ label: this is a host [parameter-type-mismatch]
    //         ^^^^^^ error: `number` is int, and the field is host [parameter-type-mismatch]
    or server.port in words
    // ^^^^^^^^^^^ label: this is an integer [parameter-type-mismatch]
    //                ^^^^^ error: `words` is text, and the field is int [parameter-type-mismatch]
    or http.request.header["User-Agent"] starts_with name
    // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ label: this is a text [parameter-type-mismatch]
    //                                               ^^^^ error: `name` is host, and the field is text [parameter-type-mismatch]
    or tls.sni starts_with words;
