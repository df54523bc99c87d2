// Host names and tokens compare without case anyway; numbers have none.

platform lamp {
    fingerprint device {
        positive a = server.name == nocase "A.example";
        //           ^^^^^^^^^^^ label: this is a host [useless-nocase]
        //                                 ^^^^^^^^^^^ error: `nocase` has no effect on a host, which ignores case; leave it out [useless-nocase]
        positive b = http.request.method == nocase "get";
        //           ^^^^^^^^^^^^^^^^^^^ label: this is a token [useless-nocase]
        //                                         ^^^^^ error: `nocase` has no effect on a token, which ignores case; leave it out [useless-nocase]
        positive c = server.port == nocase 443;
        //           ^^^^^^^^^^^ label: this is an integer [useless-nocase]
        //                                 ^^^ error: `nocase` has no effect on an integer; leave it out [useless-nocase]
        positive d = payload.client starts_with nocase x"41";
        //           ^^^^^^^^^^^^^^ label: this is bytes [useless-nocase]
        //                                             ^^^^^ error: `nocase` has no effect on a byte string; leave it out [useless-nocase]
        positive e = http.request.path == nocase "/Lamp";
    }
}
