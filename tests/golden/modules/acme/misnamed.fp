module acme.lamps;

list lamps : host = ["lamp.acme.example"];
