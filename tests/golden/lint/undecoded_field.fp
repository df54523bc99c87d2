// Until a decoder fills a field, a test of it is unknown in every capture. Only
// decoded sessions, and the tests of rules, show the field.

platform lamp {
    reference = "a capture of the lamp";
    fingerprint local {
        positive certified = tls.cert.issuer contains "Lamp"
        //                   ^^^^^^^^^^^^^^^ warning: no decoder fills `tls.cert.issuer` from captures yet; only decoded sessions and tests show it [undecoded-field]
            and count(tls.cert.san) >= 1;
            //        ^^^^^^^^^^^^ warning: no decoder fills `tls.cert.san` from captures yet; only decoded sessions and tests show it [undecoded-field]
    }
    test "the lamp has a certificate of its maker" {
        tls.cert.issuer = "CN=Lamp Devices";
        tls.cert.san = "lamp.example";
        expect lamp.local by certified;
    }
}
