// A repeat copies what it repeats, so a long word many times is too much.

platform lamp {
    fingerprint device {
        positive a =
            http.request.path matches
            /(abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmn){1000}/;
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: the regex needs more memory than 1048576 bytes; make its repeats smaller [regex-too-large]
        positive b = http.request.path matches /(abcdefghijklmnopqrstuvwxyz){1000}/;
    }
}
