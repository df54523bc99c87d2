// A predicate stands for its body, so one that uses itself would have no end.

predicate first(name: host) = second(name) or tls.sni == name;
//        ^^^^^ label: defined here [predicate-cycle]
predicate second(name: host) = first(name) or http.request.host == name;
//                             ^^^^^ error: a predicate cannot use itself: first uses second uses first [predicate-cycle]
predicate alone() = alone();
//        ^^^^^ label: defined here [predicate-cycle]
//                  ^^^^^ error: a predicate cannot use itself: alone uses alone [predicate-cycle]
