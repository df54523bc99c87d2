module acme.lists;

list lamps : host = ["lamp.acme.example"];

predicate talks_to(hosts: list<host>) = server.name in hosts;
