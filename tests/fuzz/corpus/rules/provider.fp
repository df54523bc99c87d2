provider acme "ACME \u{1F4A1}" {
    scope = server.name under ["acme.example"];
    reference = "a";
    reference = "b";
    platform home { category = hub; fingerprint mobile { positive a : easy = tls.sni is present; } }
    platform shop { fingerprint web { negative a = server.port == 80; necessary negative : a; } }
}
