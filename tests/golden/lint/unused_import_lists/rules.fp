// Imported by unused_import.fp: a platform. What is to be said of this file is
// said to those who lint it.
module unused_import_lists.rules;

platform oven {
    fingerprint device {
        positive broker = server.name == "mqtt.oven.example";
    }
}
