platform p { fingerprint f { positive a = server.port == 1; positive b = http.request.path == """
  x

   y
  """; } }
