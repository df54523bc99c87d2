// What stands without quotes on the right is the name of a list: a text without
// its quotes, or a list misspelled or of another module.

module home;

list brokers : host = ["mqtt.example"];

platform lamp {
    fingerprint device {
        positive a = server.name in broker;
        //                          ^^^^^^ error: there is no list `broker`; did you mean `brokers`? [unknown-list]
        positive b = http.request.method == GET;
        //                                  ^^^ error: there is no list `GET`; a text stands in `"` [unknown-list]
        positive c = server.name in away.brokers;
        //                          ^^^^^^^^^^^^ error: there is no list `away.brokers`; a text stands in `"` [unknown-list]
    }
}
