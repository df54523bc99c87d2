// Elements of a list's file are checked where they stand.

list lamps : host = file "acme/hosts.txt";
list bad : host = file "acme/bad_hosts.txt";

platform lamp {
    fingerprint device {
        positive a = tls.sni in lamps or tls.sni in bad;
    }
}
