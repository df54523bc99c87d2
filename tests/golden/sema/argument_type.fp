// An argument is of another type or form than its parameter. Values are checked
// in the place where the predicate uses them: the label shows it.

list ports : int = [443];

predicate asks_for(hosts: list<host>, agent: text) =
//                 ^^^^^ label: declared here [argument-type]
//                 ^^^^^ label: declared here [argument-type]
//                 ^^^^^ label: declared here [not-a-host]
//                                    ^^^^^ label: declared here [argument-type]
//                                    ^^^^^ label: declared here [type-mismatch]
    server.name in hosts and http.request.header["User-Agent"] starts_with agent;
    //                                                         ^^^^^^^^^^^ label: used here [empty-text]
predicate is_host(name: host) = server.name == name;
//                                          ^^ label: used here [not-a-host]

platform lamp {
    fingerprint device {
        positive a = asks_for("a.example", "lamp");
        //                    ^^^^^^^^^^^ error: `hosts` is list<host>, and this is one value; write values as `[a, b]`, or name a list [argument-type]
        positive b = asks_for(ports, "lamp");
        //                    ^^^^^ error: `hosts` is list<host>, and this is list<int>; write values as `[a, b]`, or name a list [argument-type]
        positive c = asks_for(["a.example"], ["lamp", "light"]);
        //                                   ^^^^^^^^^^^^^^^^^ error: `agent` is text, and this is a list; write one value [argument-type]
        positive d = asks_for(["a.example"], 3);
        //                                   ^ error: comparing a text with an integer; write "3" in quotes [type-mismatch]
        positive e = asks_for(["http://a.example"], "lamp");
        //                     ^^^^^^^^^^^^^^^^^^ error: `http://a.example` is no host name; write the host of the URL alone [not-a-host]
        positive f = asks_for(["a.example"], "");
        //                                   ^^ error: `starts_with` with an empty text is always true; write `is present` [empty-text]
        positive g = is_host(".a.example");
        //                   ^^^^^^^^^^^^ error: `.a.example` is no host name; a leading dot means all names below, which `under` and `in` take [not-a-host]
    }
}
