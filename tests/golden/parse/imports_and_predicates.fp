// Imports, lists in files, predicates, their uses and counts.

module shop.lamps;



list hosts : host = ["a.example"];

predicate no_parameters() = server.port == 443;
predicate asks_for(hosts: list<host>, agent: text) =
    server.name in hosts
    and (http.request.header["User-Agent"] starts_with agent or no_parameters());

platform lamp {
    fingerprint device {
        positive a = asks_for(hosts, "lamp");
        positive b = asks_for(["a.example", "b.example"], nocase "lamp") and lists.c(1, 2..3,);
        positive c = count(http.request.header["Set-*"]) >= 2;
        positive d = not count(tls.alpn) in 1..3;
    }
}
