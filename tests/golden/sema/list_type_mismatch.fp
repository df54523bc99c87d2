// A list of one type, asked of a field of another.

list addresses : ip = [10.0.0.0/8];

platform lamp {
    fingerprint device {
        positive name = server.name in addresses;
        //                             ^^^^^^^^^ error: `addresses` is a list of ip, and the field is host [list-type-mismatch]
    }
}
