// `expect provider` names companies by their ids.

provider acme {
    scope = server.name under "acme.example";
    platform lamp {
        fingerprint device { positive hello = payload.client starts_with x"b11c"; }
        test "misspelled" {
            server.name = "www.acme.example";
            expect provider akme;
            //              ^^^^ error: there is no provider `akme`; did you mean `acme`? [unknown-provider]
        }
    }
}
