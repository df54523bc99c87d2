// `*` is any one member or element, `**` any number of steps; a value compares by
// its own type, and null is present.

platform pointers {
    fingerprint root   { positive root = http.response.json[""] == 7; }
    fingerprint exact  { positive exact = http.response.json["/result/list/0/did"] == "66"; }
    fingerprint star   { positive star = http.response.json["/result/*/*/did"] == "66"; }
    fingerprint deep   { positive deep = http.response.json["/**/did"] == "66"; }
    fingerprint number { positive number = http.response.json["/**/did"] == 66; }
    fingerprint there  { positive there = http.response.json["/**/did"] is present; }
    fingerprint escape { positive escape = http.response.json["/a~1b/~0"] == true; }
    fingerprint none   { positive none = http.response.json["/**/did"] is absent; }
    fingerprint part   { positive part = http.response.json["/**/model"] starts_with nocase "LAMP."; }
    fingerprint order  { positive order = http.response.json["/**/n"] in 2..3; }
}
