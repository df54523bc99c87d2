// A list says what its elements are, so that an address cannot slip among names.

list names : hosts = ["a.example"];
//           ^^^^^ error: `hosts` is no type of values; use text, token, bytes, host, ip, mac or int [unknown-list-type]

platform lamp {
    fingerprint device { positive name = server.name in names; }
}
