// A name is given twice. Ids of platforms and providers are global; a feature of
// the platform may not be named again in a fingerprint, since conditions could
// mean either. The note shows the first.

list ports : int = [443];
//   ^^^^^ label: first defined here [duplicate-name]
list ports : int = [8443];
//   ^^^^^ error: list `ports` is defined twice [duplicate-name]

provider acme {
//       ^^^^ label: first defined here [duplicate-name]
    scope = tls.sni under "acme.example";
    //      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ label: first defined here [duplicate-name]
    scope = tls.sni under "acme.test";
    //      ^^^^^^^^^^^^^^^^^^^^^^^^^ error: the scope of `acme` is defined twice [duplicate-name]

    platform lamp {
    //       ^^^^ label: first defined here [duplicate-name]
        category = lighting;
//      ^^^^^^^^ label: first defined here [duplicate-name]
        category = hub;
//      ^^^^^^^^ error: property `category` is defined twice [duplicate-name]
        positive hello = tls.sni == "lamp.acme.example";
        //       ^^^^^ label: first defined here [duplicate-name]

        fingerprint device {
        //          ^^^^^^ label: first defined here [duplicate-name]
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
