// Paths as other tools write them: the pointer that is meant is shown.

platform paths {
    fingerprint mobile {
        positive dots = http.response.json["result.did"] is present;
        //                                 ^^^^^^^^^^^^ error: a JSON Pointer begins with `/`; write `"/result/did"`, or `"/**/result/did"` for any depth [not-a-pointer]
        positive dollar = http.response.json["$.result.did"] is present;
        //                                   ^^^^^^^^^^^^^^ error: a JSON Pointer begins with `/`; write `"/result/did"`, or `"/**/result/did"` for any depth [not-a-pointer]
        positive name = http.response.json["did"] is present;
        //                                 ^^^^^ error: a JSON Pointer begins with `/`; write `"/did"`, or `"/**/did"` for any depth [not-a-pointer]
    }
}
