// Lists and predicates of a module are known by its name or the last part of
// it, and only where it is imported.

module names_of_imports;
import acme.lists;

platform lamp {
    fingerprint device {
        positive a = tls.sni in lists.lamps;
        positive b = acme.lists.talks_to(acme.lists.lamps);
        positive c = tls.sni in lamps;
        //                      ^^^^^ error: there is no list `lamps`; did you mean `lists.lamps`? [unknown-list]
        positive d = tls.sni in lists.lamp;
        //                      ^^^^^^^^^^ error: there is no list `lists.lamp`; did you mean `lists.lamps`? [unknown-list]
        positive e = talks_to(["a.example"]);
        //           ^^^^^^^^ error: there is no predicate `talks_to`; did you mean `lists.talks_to`? [unknown-predicate]
    }
}
