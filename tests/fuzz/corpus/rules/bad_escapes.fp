platform p { fingerprint f { positive a = http.request.path == "\q\x4\u{}\u{110000}\u{d800}\u{ffffffffffffffffff}\u{12"; } }
