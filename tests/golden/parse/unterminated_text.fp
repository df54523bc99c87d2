// A quote is missing. What follows on other lines is still read.

platform lamp {
    fingerprint device {
        positive a = tls.sni == "lamp.example;
        //                      ^ error: the text does not end on its line; close it with `"`, or write a block with `"""` [unterminated-text]
        positive b = tls.sni == lamp.example";
        //                                  ^ error: the text does not end on its line; close it with `"`, or write a block with `"""` [unterminated-text]
        positive c = payload.client == x"55 aa;
        //                             ^ error: the text does not end on its line; close it with `"`, or write a block with `"""` [unterminated-text]
        positive d = tls.sni == "lamp.example\";
        //                      ^ error: the text does not end on its line; close it with `"`, or write a block with `"""` [unterminated-text]
    }
}
