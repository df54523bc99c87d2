// Predicates that use each other twice grow by powers of two; what they stand for
// is bounded.

predicate p0(name: host) = tls.sni == name or server.name == name;
predicate p1(name: host) = p0(name) or p0(name);
predicate p2(name: host) = p1(name) or p1(name);
predicate p3(name: host) = p2(name) or p2(name);
predicate p4(name: host) = p3(name) or p3(name);
predicate p5(name: host) = p4(name) or p4(name);
predicate p6(name: host) = p5(name) or p5(name);
predicate p7(name: host) = p6(name) or p6(name);
predicate p8(name: host) = p7(name) or p7(name);
predicate p9(name: host) = p8(name) or p8(name);
predicate p10(name: host) = p9(name) or p9(name);
predicate p11(name: host) = p10(name) or p10(name);
predicate p12(name: host) = p11(name) or p11(name);
//        ^^^ error: `p12` stands for more than 10000 tests of fields; use other predicates fewer times in it [expansion-too-large]
predicate p13(name: host) = p12(name) or p12(name);
predicate p14(name: host) = p13(name) or p13(name);
