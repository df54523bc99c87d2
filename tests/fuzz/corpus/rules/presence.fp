platform p { fingerprint f { positive a = http.request.header["x-*"] is present and http.request.cookie["s"] is absent; } }
