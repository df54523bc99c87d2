platform p { fingerprint f { positive a = http.request.query["a"] == "1" or http.request.form[r"b"] == "2" or http.response.header["Server"] == "x"; } }
