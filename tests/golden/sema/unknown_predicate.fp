// A use of a predicate that is not declared; the nearest name is offered.

predicate asks_for(hosts: list<host>) = server.name in hosts;

platform lamp {
    fingerprint device {
        positive a = ask_for(["a.example"]);
        //           ^^^^^^^ error: there is no predicate `ask_for`; did you mean `asks_for`? [unknown-predicate]
        positive b = greets("hello");
        //           ^^^^^^ error: there is no predicate `greets` [unknown-predicate]
        positive c = asks_for;
        //           ^^^^^^^^ error: `asks_for` stands without a test; a predicate takes its arguments: `asks_for(..)` [feature-in-predicate]
    }
}
