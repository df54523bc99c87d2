// A list without elements holds for nothing.

list names : host = [];
//                  ^^ error: the list is empty [empty-list]

platform lamp {
    fingerprint device {
        positive a = server.name in names;
        positive b = server.port in [];
        //           ^^^^^^^^^^^ label: this is an integer [empty-list]
        //                          ^^ error: the list is empty [empty-list]
    }
    test "no value" {
        mqtt.topic = [];
        //           ^^ error: the list is empty [empty-list]
        expect other;
    }
}
