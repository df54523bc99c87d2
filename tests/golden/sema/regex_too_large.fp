// Many large repeats make a regex of many states.

platform lamp {
    fingerprint device {
        positive a = http.request.path matches /^a{1000}b{1000}c{1000}d{1000}e{1000}f{1000}g{1000}h{1000}i{1000}j{1000}/;
        positive b = http.request.path matches /^[a-z]{900}[b-z]{900}[c-z]{900}[d-z]{900}[e-z]{900}[f-z]{900}[g-z]{900}[h-z]{900}/;
    }
}
