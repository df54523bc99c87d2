// A list of one type, asked of a field of another.

list addresses : ip = [10.0.0.0/8];
//               ^^ label: declared here [list-type-mismatch]
list numbers : int = [1, 2];
//             ^^^ label: declared here [list-type-mismatch]
list names : host = ["a.example"];
//           ^^^^ label: declared here [list-type-mismatch]
list parts : text = ["a"];

platform lamp {
    fingerprint device {
        positive name = server.name in addresses;
        //              ^^^^^^^^^^^ label: this is a host [list-type-mismatch]
        //                             ^^^^^^^^^ error: `addresses` is a list of ip, and the field is host [list-type-mismatch]
        positive part = http.response.json["/n"] starts_with numbers;
        //              ^^^^^^^^^^^^^^^^^^^^^^^^ label: this is a JSON value [list-type-mismatch]
        //                                                   ^^^^^^^ error: `numbers` is a list of int, and the field is json [list-type-mismatch]
        positive host = http.request.path in names;
        //              ^^^^^^^^^^^^^^^^^ label: this is a text [list-type-mismatch]
        //                                   ^^^^^ error: `names` is a list of host, and the field is text [list-type-mismatch]
        positive fits = server.name starts_with parts or http.response.json["/n"] in numbers;
    }
}
