// A `}` is missing before an item that is not indented, so the message stands
// there and not at the end of the file.

platform lamp {
    fingerprint device {
        positive a = server.port == 1;
        //                           ^ error: expected `}` after this [missing-token]

    fingerprint mobile {
        positive b = server.port == 2;
    }
//  ^ error: expected `}` after this [missing-token]

platform hub {
    fingerprint device { positive a = server.port == 3; }
}
