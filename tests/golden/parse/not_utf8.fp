// Rule files are UTF-8. Here a file was saved as Latin-1.

platform lamp "Büro" {
//              ^ error: this byte is not UTF-8; save the file as UTF-8, or write the byte as `\xfc` [not-utf8]
    fingerprint device { positive a = server.port == 1; }
}
