platform p { fingerprint f { positive a = tls.sni == 'a' && !(server.port = 443 || x) # comment; } }
rule a : b { condition: true }
alert tcp any any -> any 80 (msg:"x"; content:"y"; sid:1;)
