provider q { scope = tls.sni is present;
platform p { fingerprint f {
    positive a = server.port == 1; positive b = server.port == 2; negative c = server.port == 3;
    necessary positive : any positive;
    necessary negative : all negative or c;
    sufficient negative priority 250 : c and (a or b) and not (a and b);
    sufficient positive : 2 of (a, b, c,);
    sufficient positive : any of (a, all of (b, not c));
} } }
