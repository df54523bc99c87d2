// Imported by unused_import.fp: names alone, of which it uses one.
module unused_import_lists.brokers;

list lamp : host = ["mqtt.lamp.example"];
