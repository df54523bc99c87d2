// A predicate is used with more or fewer arguments than it has parameters.

predicate asks_for(hosts: list<host>, agent: text) =
//        ^^^^^^^^ label: defined here [wrong-argument-count]
//        ^^^^^^^^ label: defined here [wrong-argument-count]
//        ^^^^^^^^ label: defined here [wrong-argument-count]
    server.name in hosts and http.request.header["User-Agent"] contains agent;

platform lamp {
    fingerprint device {
        positive a = asks_for(["a.example"]);
        //           ^^^^^^^^ error: `asks_for` takes 2 arguments and gets 1 [wrong-argument-count]
        positive b = asks_for(["a.example"], "lamp", 3);
        //           ^^^^^^^^ error: `asks_for` takes 2 arguments and gets 3 [wrong-argument-count]
        positive c = asks_for();
        //           ^^^^^^^^ error: `asks_for` takes 2 arguments and gets 0 [wrong-argument-count]
    }
}
