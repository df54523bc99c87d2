// On a value that was cut, a test is true or false where every continuation
// agrees, else unknown.

platform cut {
    fingerprint starts  { positive starts = http.response.body starts_with "{\"lamp\""; }
    fingerprint ends    { positive ends = http.response.body ends_with "}"; }
    fingerprint has     { positive has = http.response.body contains "state"; }
    fingerprint hasnt   { positive hasnt = not http.response.body contains "state"; }
    fingerprint equals  { positive differs = http.response.body != "{\"hub\"}"; }
    fingerprint regex   { positive regex = http.response.body matches /"lamp": *[0-9]/; }
    fingerprint end     { positive end = http.response.body matches /"lamp": *[0-9]+}$/; }
    fingerprint json    { positive json = http.response.json["/lamp"] == 7; }
}
