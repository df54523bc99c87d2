platform p { fingerprint f { positive a = http.request.path == "\n\r\t\0\\\"\x41\u{e9}\u{1F4A1}" or http.request.path == r"\n" or http.request.path == """a "b" \ c"""; } }
