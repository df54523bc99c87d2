// `prefer` and `expect` name platforms by their ids.

platform lamp {
    fingerprint device { positive hello = payload.client starts_with x"b11c"; }
    test "misspelled" {
        payload.client = x"b11c";
        expect lmap behind cloud;
        //     ^^^^ error: there is no platform `lmap`; did you mean `lamp`? [unknown-platform]
        //                 ^^^^^ error: there is no platform `cloud` [unknown-platform]
    }
}
prefer lamp over clod;
//               ^^^^ error: there is no platform `clod` [unknown-platform]
