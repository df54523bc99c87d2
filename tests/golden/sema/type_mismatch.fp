// A value in the form of another type: a port in quotes, an address as text.

list macs : mac = [10.0.0.1];
//                 ^^^^^^^^ error: comparing a MAC address with an IP address; write an address without quotes, such as a4:cf:12:00:00:00/24 [type-mismatch]

platform lamp {
    fingerprint device {
        positive a = server.port == "443";
        //           ^^^^^^^^^^^ label: this is an integer [type-mismatch]
        //                          ^^^^^ error: comparing an integer with a text; write 443 without quotes [type-mismatch]
        positive b = server.ip == "10.0.0.1";
        //           ^^^^^^^^^ label: this is an IP address [type-mismatch]
        //                        ^^^^^^^^^^ error: comparing an IP address with a text; write an address without quotes, such as 10.0.0.0/8 [type-mismatch]
        positive c = server.ip == a4:cf:12:00:00:00/24;
        //           ^^^^^^^^^ label: this is an IP address [type-mismatch]
        //                        ^^^^^^^^^^^^^^^^^^^^ error: comparing an IP address with a MAC address; write an address without quotes, such as 10.0.0.0/8 [type-mismatch]
        positive d = tls.sni == 443;
        //           ^^^^^^^ label: this is a host [type-mismatch]
        //                      ^^^ error: comparing a host with an integer; write a host name in quotes, such as "api.example.com" [type-mismatch]
        positive e = payload.client starts_with 55;
        //           ^^^^^^^^^^^^^^ label: this is bytes [type-mismatch]
        //                                      ^^ error: comparing bytes with an integer; write x"55 cc" or "text" [type-mismatch]
        positive f = http.request.header["X-Lamp"] in ["a", 7, true];
        //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ label: this is a text [type-mismatch]
        //                                                  ^ error: comparing a text with an integer; write "7" in quotes [type-mismatch]
        //                                                     ^^^^ error: comparing a text with a boolean; write a text in quotes [type-mismatch]
        positive g = http.response.json["/n"] == x"07";
        //           ^^^^^^^^^^^^^^^^^^^^^^^^ label: this is a JSON value [type-mismatch]
        //                                       ^^^^^ error: comparing a JSON value with a byte string; write a text, an integer, true, false or null [type-mismatch]
        positive h = http.request.method == x"474554";
        //           ^^^^^^^^^^^^^^^^^^^ label: this is a token [type-mismatch]
        //                                  ^^^^^^^^^ error: comparing a token with a byte string; write a text in quotes [type-mismatch]
        positive i = http.response.status < "400";
        //           ^^^^^^^^^^^^^^^^^^^^ label: this is an integer [type-mismatch]
        //                                  ^^^^^ error: comparing an integer with a text; write 400 without quotes [type-mismatch]
        positive j = http.response.json["/n"] > "7";
        //           ^^^^^^^^^^^^^^^^^^^^^^^^ label: this is a JSON value [type-mismatch]
        //                                      ^^^ error: comparing an integer with a text; write 7 without quotes [type-mismatch]
        positive k = tls.sni ends_with null;
        //           ^^^^^^^ label: this is a host [type-mismatch]
        //                             ^^^^ error: comparing a text with null; write a text in quotes [type-mismatch]
        positive l = server.ip in 10.0.0.1..10.0.0.9;
        //           ^^^^^^^^^ label: this is an IP address [operator-type]
        //                        ^^^^^^^^^^^^^^^^^^ error: `..` does not apply to `server.ip`, which is an IP address; write a network, such as 10.0.0.0/8 [operator-type]
        positive m = server.port in 80.."90";
        //           ^^^^^^^^^^^ label: this is an integer [type-mismatch]
        //                              ^^^^ error: comparing an integer with a text; write 90 without quotes [type-mismatch]
    }
    test "a field of a test" {
        server.port = "443";
        //            ^^^^^ error: comparing an integer with a text; write 443 without quotes [type-mismatch]
        expect other;
    }
}
