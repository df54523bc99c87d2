// Imported by unused_import.fp: names alone.
module unused_import_lists.adverts;

list names : host = ["ads.example"];
