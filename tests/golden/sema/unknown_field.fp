// A path is misspelled, or is only the end of one. The nearest field is named
// where one is near.

platform lamp {
    fingerprint device {
        positive a = http.respone.header["Server"] == "lamp";
        //           ^^^^^^^^^^^^^^^^^^^ error: there is no field `http.respone.header`; did you mean `http.response.header`? [unknown-field]
        positive b = header["Server"] == "lamp";
        //           ^^^^^^ error: there is no field `header`; did you mean `http.request.header`? [unknown-field]
        positive c = weather == 3;
        //           ^^^^^^^ error: there is no field `weather` [unknown-field]
        positive d = tls.snii under ["a.example"] or tls.sni == "b.example";
        //           ^^^^^^^^ error: there is no field `tls.snii`; did you mean `tls.sni`? [unknown-field]
    }
    test "a field of a test" {
        server.nam = "a.example";
//      ^^^^^^^^^^ error: there is no field `server.nam`; did you mean `server.name`? [unknown-field]
        expect other;
    }
}
