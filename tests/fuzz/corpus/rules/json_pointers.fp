platform p { fingerprint f { positive a = http.response.json["/a/*/b"] == true or http.response.json["/**/c"] == null or http.request.json["/~0~1"] == 1 or http.request.json["/d"] == 7; } }
