// A module is neither given nor found as a file under a root: here its name is
// misspelled. What the module would have declared is not reported as well.

module unknown_import;
import acme.lst;
//     ^^^^^^^^ error: there is no module `acme.lst`; looked for acme/lst.fp in modules; name another folder with -I [unknown-import]

platform lamp {
    fingerprint device {
        positive hello = tls.sni in lst.lamps;
    }
}
