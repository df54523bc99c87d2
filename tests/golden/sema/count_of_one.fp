// A count of a field that has one value at most says no more than `is present`.

platform lamp {
    fingerprint device {
        positive a = count(tls.sni) >= 1;
        //                 ^^^^^^^ error: `tls.sni` has one value at most; write `is present` or `is absent` [count-of-one]
        positive b = count(http.request.header["Cookie"]) >= 2;
        positive c = count(tls.alpn) is present;
        //                           ^^^^^^^^^^ error: `is present` does not apply to `count(tls.alpn)`, which is an integer; a count is always there; use `>= 1` [operator-type]
        positive d = count(dns.answer) == "two";
        //                 ^^^^^^^^^^ label: this is an integer [type-mismatch]
        //                                ^^^^^ error: comparing an integer with a text; write a number, such as 443 [type-mismatch]
        positive e = count(dns.answer) starts_with "2";
        //                 ^^^^^^^^^^ label: this is an integer [operator-type]
        //                             ^^^^^^^^^^^ error: `starts_with` does not apply to `count(dns.answer)`, which is an integer; use `==` or `in` [operator-type]
    }
}
