platform p "P" {
    /* documented */
    positive a : hard = tls.sni == "a.example";
    negative b = tls.sni is absent;
    necessary positive priority 999 : a;
    fingerprint one { positive c = server.port == 1; sufficient positive : a and c; }
    fingerprint two { }
    fingerprint three { negative a2 = server.port == 2; sufficient negative priority 1 : not b; sufficient positive : any negative; }
}
