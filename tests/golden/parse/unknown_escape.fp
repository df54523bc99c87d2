// A backslash in a text begins an escape; a Windows path or a regex in quotes
// has others.

platform lamp {
    fingerprint device {
        positive a = http.request.path == "C:\dir\new";
        //                                   ^^ error: `\d` is no escape; use \n \r \t \0 \\ \" \xHH or \u{HEX}, or r"raw text" [unknown-escape]
        positive b = http.request.path == "\d+ \x4 \u41";
        //                                 ^^ error: `\d` is no escape; use \n \r \t \0 \\ \" \xHH or \u{HEX}, or r"raw text" [unknown-escape]
        //                                     ^^ error: `\x` is no escape; use \n \r \t \0 \\ \" \xHH or \u{HEX}, or r"raw text" [unknown-escape]
        //                                         ^^ error: `\u` is no escape; use \n \r \t \0 \\ \" \xHH or \u{HEX}, or r"raw text" [unknown-escape]
        positive c = http.request.path == "\ä";
        //                                 ^^ error: `\ä` is no escape; use \n \r \t \0 \\ \" \xHH or \u{HEX}, or r"raw text" [unknown-escape]
        positive d = http.request.path == r"C:\dir";
    }
}
