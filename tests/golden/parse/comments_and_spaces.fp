// Comments may stand anywhere, tabs and CR LF are spaces, and an escaped quote
// ends no text.

platform /* here */ lamp {
	fingerprint // there
	device { positive /* // */ a =
		tls.sni == "a.example" /* and * here */ ; } /**/
	test "a \" b" { tls.sni = """
		a.example
		"""; expect lamp; }
}
