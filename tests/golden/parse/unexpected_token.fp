// A word that cannot stand where it stands, and what could.

positive a = server.port == 1;
//<8 error: found `positive`; expected `list`, `provider`, `platform` or `prefer` [unexpected-token]

platform lamp {
    scope = server.port == 1;
    fingerprint device {
        positive a = server.port = 1;
        positive b = == 1;
        positive c = tls.sni is there;
        positive d = http.request.path matches "^/api";
        positive e = payload.client at x"55" == 4;
        positive f = (server.port == 1;
        positive g = 2 positive;
        positive h = server.port == 12ab;
        positive i : = server.port == 1;
        sufficient : a;
        sufficient positive priority high : a;
        positive j = not;
        positive k = server.port in [1 2];
        positive l = any of ();
        positive m = server.port == 1 or;
        positive n = http.request.header[Server] == "x";
    }
    test unnamed {
        expect lamp;
    }
    test "nobody" {
        expect nobody.at.all;
    }
}
