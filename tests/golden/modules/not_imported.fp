// The names of a module that is not imported are unknown, and the message says
// what to import. The module is part of the compilation through another.

module not_imported;
import acme.uses_lists;

platform lamp {
    fingerprint device {
        positive a = tls.sni in lists.lamps;
        //                      ^^^^^^^^^^^ error: there is no list `lists.lamps`; write `import acme.lists;` [unknown-list]
    }
}
