platform p { fingerprint f { positive a = http.request.body == """a ""; } }
