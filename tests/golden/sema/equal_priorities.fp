// Which of the two decides would be chance.

platform lamp {
    negative shop = http.request.path starts_with "/shop";
    sufficient negative priority 100 : shop;
//  ^^^^^^^^^^^^^^^^^^^ label: the other condition, with priority 100 [equal-priorities]

    fingerprint device {
        positive hello = payload.client starts_with x"b11c";
        sufficient positive : hello;
//      ^^^^^^^^^^^^^^^^^^^ error: two conditions of `lamp.device` with priority 100 vote against each other; give one `priority N` [equal-priorities]
    }
}
