// A module named as a whole comes before one that only ends in the name, in
// whatever order they are imported; a name that is not imported means nothing.

module names_in_any_order;
import acme.lists;
import lists;

platform lamp {
    fingerprint device {
        positive a = server.port in lists.ports;
        positive b = tls.sni in acme.lists.lamps;
        positive c = tls.sni in lists.lamps;
        //                      ^^^^^^^^^^^ error: there is no list `lists.lamps`; did you mean `acme.lists.lamps`? [unknown-list]
        positive d = tls.sni in third.lists.lamps;
        //                      ^^^^^^^^^^^^^^^^^ error: there is no list `third.lists.lamps`; did you mean `acme.lists.lamps`? [unknown-list]
    }
}
