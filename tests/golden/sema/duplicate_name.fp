// A name is given twice. Ids of platforms and providers are global; a feature of
// the platform may not be named again in a fingerprint, since conditions could
// mean either. The note shows the first.

list ports : int = [443];
//   ^^^^^ note: first defined here [first-defined-here]
list ports : int = [8443];
//   ^^^^^ error: list `ports` is defined twice [duplicate-name]

provider acme {
//       ^^^^ note: first defined here [first-defined-here]
    scope = tls.sni under "acme.example";
    //      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ note: first defined here [first-defined-here]
    scope = tls.sni under "acme.test";
    //      ^^^^^^^^^^^^^^^^^^^^^^^^^ error: the scope of `acme` is defined twice [duplicate-name]

    platform lamp {
    //       ^^^^ note: first defined here [first-defined-here]
        category = lighting;
//      ^^^^^^^^ note: first defined here [first-defined-here]
        category = hub;
//      ^^^^^^^^ error: property `category` is defined twice [duplicate-name]
        positive hello = tls.sni == "lamp.acme.example";
        //       ^^^^^ note: first defined here [first-defined-here]

        fingerprint device {
        //          ^^^^^^ note: first defined here [first-defined-here]
            positive hello = tls.sni == "l.acme.example";
            //       ^^^^^ error: feature `hello` is defined twice [duplicate-name]
        }
        fingerprint device {
        //          ^^^^^^ error: fingerprint `device` is defined twice [duplicate-name]
            positive port = server.port in ports;
        }
    }
}

provider acme {
//       ^^^^ error: provider `acme` is defined twice [duplicate-name]
    platform lamp {
    //       ^^^^ error: platform `lamp` is defined twice [duplicate-name]
        fingerprint device { positive p = server.port == 1; }
    }
}
