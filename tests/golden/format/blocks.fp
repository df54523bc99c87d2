// Blocks of text move as a whole; what their lines share is no part of them.
platform p {
test "blocks" {
request = """
  GET / HTTP/1.1
    indented

  body
  """;
http.request.body = """first
   second"""; http.request.path = """  on one line  """;
payload.client = """

    an empty line first, and last

"""; payload.server = """
"""; tls.sni = """
   
   """;
tls.alpn = ["""
		tabs
		  and spaces  
		""", """
  a  """, "b"];
mqtt.topic = /* c */ """
          far
        less far
      """ /* d */;
expect p; } fingerprint f { positive x = http.request.body == """
  a
  """ or payload.client contains nocase """
 b
 """;}
}
