// A `}` is missing. The innermost brace that stays open is shown.

platform lamp {
//            ^ error: the file ends before this `{` is closed [unclosed-brace]
    fingerprint device {
        positive a = server.port == 1;
}
