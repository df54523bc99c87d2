// A repeat copies what it repeats, so a long word many times is too much.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /(abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz){1000}/;
        positive b = http.request.path matches /(abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz){100}/;
    }
}
