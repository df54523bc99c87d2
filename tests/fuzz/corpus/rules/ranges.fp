platform p { fingerprint f { positive a = server.port in 1..1023 or http.response.status in 200..299 or http.request.json["/a"] in 0..9_223_372_036_854_775_807; } }
