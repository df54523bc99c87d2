// A byte order mark, tabs and CR LF go; what is inside texts stays.
module crlf;

	list a : text = ["Größe",	"日本語"]; // café  
/* a block
   of two lines */
platform p "Grüße" {

	/* documentation
	   of two lines */
	positive x = http.request.body == """
		one

		two
		""";	
	positive y = http.request.header["ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"] == "ÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖ";

}