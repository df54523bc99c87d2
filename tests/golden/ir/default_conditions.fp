// A fingerprint without conditions has `sufficient positive : any positive`, and
// where it has negative features `sufficient negative : any negative`.

platform lamp {
    fingerprint both {
        positive a = server.port == 1;
        positive b = server.port == 2;
        negative c = server.port == 3;
    }
    fingerprint positive_only {
        positive a = server.port == 1;
    }
}
