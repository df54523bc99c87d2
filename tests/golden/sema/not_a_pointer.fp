// The name of a member is no JSON Pointer: a pointer says where from.

platform lamp {
    fingerprint device {
        positive did  = http.response.json["did"] is present;
        //                                 ^^^^^ error: a JSON Pointer begins with `/`; write `"/did"`, or `"/**/did"` for any depth [not-a-pointer]
        positive path = http.response.json["result/did"] is present;
        //                                 ^^^^^^^^^^^^ error: a JSON Pointer begins with `/`; write `"/result/did"`, or `"/**/result/did"` for any depth [not-a-pointer]
    }
}
