// 你好 ‮⁦
platform p { fingerprint f { positive a = http.request.path == "é💡"; } }
platform é { }
“x”