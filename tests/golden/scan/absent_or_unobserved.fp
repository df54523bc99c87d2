// What was not observed counts neither for nor against; what was seen to be absent
// makes a test false. `!=` asks for a value, `not ==` does not.

platform seen {
    fingerprint negated   { positive no_lamp = not http.response.header["Server"] == "lamp"; }
    fingerprint different { positive other_server = http.response.header["Server"] != "lamp"; }
    fingerprint missing   { positive is_absent = http.response.header["Server"] is absent; }
    fingerprint there     { positive is_present = http.response.header["Server"] is present; }
    fingerprint plain     { positive no_tls = tls.sni is absent; }
}
