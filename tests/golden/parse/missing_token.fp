// A `;` is missing at the end of a line; the message stands where it belongs.

module home
//     ^^^^ error: expected `;` after this [missing-token]

list ports : int = [443]
//                     ^ error: expected `;` after this [missing-token]

platform lamp {
    category = light
    //         ^^^^^ error: expected `;` after this [missing-token]
    fingerprint device {
        positive a = server.port in ports
        //                          ^^^^^ error: expected `;` after this [missing-token]
        positive b = tls.sni == "lamp.example"
        //                      ^^^^^^^^^^^^^^ error: expected `;` after this [missing-token]
        sufficient positive : a and b
        //                          ^ error: expected `;` after this [missing-token]
    }
    test "hello" {
        server.port = 443
        //            ^^^ error: expected `;` after this [missing-token]
        expect lamp
        //     ^^^^ error: expected `;` after this [missing-token]
    }
}
prefer lamp over hub
//               ^^^ error: expected `;` after this [missing-token]
