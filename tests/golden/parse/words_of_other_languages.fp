// What people write who know another rule language.

rule lamp {
    condition: true
}
platform hub {
    fingerprint device {
        positive a = server.port == 1 AND tls.sni == "a.example";
        positive b = server.port eq 443;
        positive c = "lamp" in http.request.path;
        positive d = http.request.path == "a" + "b";
        //                                    ^ error: `+` has no meaning here [unknown-character]
        positive e = true;
        positive f = port 443;
        positive g = server.port == -1;
        //                          ^ error: `-` has no meaning here; a name has letters, digits and `_`, and a number has no sign [unknown-character]
        positive h = server.port <> 1;
        positive i = http.request.header["A"]["B"] is present;
        positive j = tls.sni not in ["a.example"];
        positive k = tls.sni is not present;
    }
}
