// A byte order mark in front moves no caret, neither does a character of several
// bytes.

platform lamp "Büro" { fingerprint device { positive a server.port == 1; } }
//                                                     ^^^^^^ error: found `server`; expected `:` or `=` [unexpected-token]
